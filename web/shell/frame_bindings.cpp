#include "shell/frame_bindings.hpp"

#include "ui/kit/interaction.hpp"
#include "ui/kit/theme.hpp"
#include "ui/panels/bar/tour.hpp"
#include "ui/session/announce.hpp"
#include "ui/session/changes.hpp"
#include "ui/session/preferences_in_use.hpp"
#include "ui/state/app_state.hpp"

namespace zscape {
namespace {

using emscripten::val;

/// A Shell, or the message of why there is none.
val create_shell(std::string selector, float pixels_per_point) {
  auto shell = Shell::create(selector.c_str(), pixels_per_point);
  if (!shell.ok()) return val(shell.error().message);
  return val(std::shared_ptr<Shell>(std::move(shell).value()));
}

/// The message of why that does not work, or "".
std::string restore_graphics(Shell& shell) {
  const auto restored = shell.restore_graphics();
  return restored ? std::string() : restored.error().message;
}

std::string cursor(const Shell& shell) { return shell.cursor(); }

/// What has the keyboard, in words.
std::string spoken_focus(const Shell& shell) { return spoken(shell.state().moment.interaction); }

/// What happened, in words.
std::string announced(const Shell& shell) { return announcement(shell.state()); }

/// What the page remembered; who is new is offered the tour.
void recall_preferences(Shell& shell, std::string text) {
  recall(changing(shell), text);
  offer_tour(shell.state());
}

void set_system_theme(Shell& shell, bool light) { changing(shell).settings.system_theme = light ? Theme::light : Theme::dark; }

void reduce_motion(Shell& shell, bool reduced) { set_reduced_motion(changing(shell), reduced); }

}  // namespace

void bind_frames(ShellClass& shell) {
  emscripten::function("createShell", &create_shell);
  shell.function("resize", &Shell::resize)
      .function("frame", &Shell::frame)
      .function("wantsFrame", &Shell::wants_frame)
      .function("loseGraphics", &Shell::lose_graphics)
      .function("restoreGraphics", &restore_graphics)
      .function("cursor", &cursor)
      .function("spoken", &spoken_focus)
      .function("announcement", &announced)
      .function("recall", &recall_preferences)
      .function("setSystemTheme", &set_system_theme)
      .function("setReducedMotion", &reduce_motion);
}

}  // namespace zscape
