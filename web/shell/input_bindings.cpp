#include "shell/input_bindings.hpp"

#include "ui/kit/interaction.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/state/app_state.hpp"

namespace zscape {
namespace {

void pointer_move(Shell& shell, float x, float y) { shell.input().pointer_move(x, y); }
void pointer_leave(Shell& shell) { shell.input().pointer_leave(); }
void pointer_button(Shell& shell, int button, bool down) { shell.input().pointer_button(button, down); }
void wheel(Shell& shell, float x, float y) { shell.input().wheel(x, y); }
void pinch(Shell& shell, float x, float y, float dx, float dy, float spread) { shell.input().pinch({{x, y}, {dx, dy}, spread}); }
void modifiers(Shell& shell, bool control, bool shift, bool alt) { shell.input().modifiers(control, shift, alt); }
bool key(Shell& shell, std::string name, bool down) { return shell.input().key(name, down); }
void text(Shell& shell, std::string utf8) { shell.input().text(std::move(utf8)); }
bool has_events(const Shell& shell) { return !shell.input().empty(); }

/// Whether the browser is to move the focus out of the canvas.
bool tab_leaves(const Shell& shell, bool backwards) { return focus_would_leave(shell.state().moment.interaction, backwards); }

}  // namespace

void bind_input(ShellClass& shell) {
  shell.function("hasEvents", &has_events)
      .function("pointerMove", &pointer_move)
      .function("pointerLeave", &pointer_leave)
      .function("pointerButton", &pointer_button)
      .function("wheel", &wheel)
      .function("pinch", &pinch)
      .function("key", &key)
      .function("text", &text)
      .function("modifiers", &modifiers)
      .function("releaseAll", &Shell::release_all)
      .function("wantsText", &Shell::wants_text)
      .function("tabLeaves", &tab_leaves);
}

}  // namespace zscape
