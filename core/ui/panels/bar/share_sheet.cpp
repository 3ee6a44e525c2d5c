// The sheet behind Share: a link that shows this very picture again, and files of what is shown.
#include "ui/panels/bar/share_sheet.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/file.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/sheet.hpp"
#include "ui/pictures/path_codes.hpp"
#include "ui/session/links.hpp"
#include "ui/session/takeaway.hpp"
#include "ui/sound/listening.hpp"
#include "ui/sound/models.hpp"
#include "ui/sound/shaping.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"
#include "ui/state/messages.hpp"
#include "ui/state/pictures.hpp"
#include "ui/state/published.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

constexpr float kShareWidth = 300;
constexpr float kLabel = 64;
constexpr int kFramesUntilClosed = 3;  // that the sheet needs to be out of the picture

void copy_link(AppState& state) {
  const bool of_sound = model_on_show(state).spec().sound.has_value();
  View still = state.shown.view;  // the link shows this picture, not what drift makes of it
  still.drifting = still.playing = false;
  if (of_sound && state.listening.walking) still.listen.code = shaped_code(state);
  state.outbox.emplace_back(CopyLink{link_of(state, still)});
  const bool is_own = of_sound ? state.listening.is_own : entry_in_use(state) == nullptr;
  const std::string& label = of_sound ? state.listening.loaded_id : state.opened.label;
  show_notice(state.messages, is_own ? "link copied, for where " + label + " is open" : "link copied");
}

/// "vae-wall.png"
std::string file_name(const AppState& state, const char* what, const char* extension) {
  return model_on_show(state).spec().id + "-" + what + "." + extension;
}

void save(AppState& state, std::string name, Result<Bytes> bytes) {
  if (bytes) {
    show_notice(state.messages, "saving " + name);
    state.outbox.emplace_back(SaveFile{std::move(name), std::move(*bytes)});
  } else {
    show_error(state.messages, bytes.error());
  }
}

/// A button for each kind of file; the one that was pressed, or "".
std::string_view draw_kinds(Rect row, const char* label, std::initializer_list<const char*> kinds) {
  draw_text(cut_left(row, kLabel), label, Face::body, palette().muted);
  ImGui::PushID(label);
  const float width = (row.width() + space::xs) / static_cast<float>(kinds.size()) - space::xs;
  std::string_view pressed;
  for (const char* kind : kinds)
    if (button(kind, cut_left(row, width, space::xs), ButtonLook::plain, {}, std::string(label) + " as " + kind)) pressed = kind;
  ImGui::PopID();
  return pressed;
}

void save_latents(AppState& state, std::string_view kind, const char* what, Taken taken) {
  if (kind == "JSON") save(state, file_name(state, what, "json"), json_of(state, taken));
  if (kind == "CSV") save(state, file_name(state, what, "csv"), csv_of(state, taken));
}

void draw_pictures(Frame& frame, const Rect& row, const char* label, const char* what, Taken taken) {
  AppState& state = frame.state();
  const std::string_view kind = draw_kinds(row, label, {"PNG", "JSON", "CSV"});
  if (!kind.empty() && taken == Taken::path) finish_geodesic(state);
  if (kind == "PNG") save(state, file_name(state, what, "png"), picture_of(state, taken));
  save_latents(state, kind, what, taken);
}

void draw_sound(Frame& frame, const Rect& row) {
  const std::string_view kind = draw_kinds(row, "Sound", {"WAV", "JSON", "CSV"});
  if (kind == "WAV") save_sound(frame.state());
  save_latents(frame.state(), kind, "sound", Taken::sound);
}

}  // namespace

void draw_share_sheet(Frame& frame, const Rect& beside) {
  AppState& state = frame.state();
  const float line = frame.control_height();
  const bool of_sound = model_on_show(state).spec().sound.has_value();
  const bool has_wall = state.derived.pictures.find(Role::wall) != nullptr;
  const float rows = of_sound ? 3 : has_wall ? 6 : 5;
  auto page = begin_sheet(frame, kShareSheet, beside, kShareWidth, 2 * space::m + rows * (line + space::s) - space::s);
  if (!page) return;
  const char* hint = of_sound ? "opens this very sound" : "opens this very picture, bit for bit";
  if (button("Copy link", cut_top(*page, line, space::s), ButtonLook::primary, hint)) {
    copy_link(state);
    close_sheet();
  }
  if (!draw_kinds(cut_top(*page, line, space::s), "Window", {"PNG"}).empty()) {
    state.moment.frames_until_saved = kFramesUntilClosed;
    close_sheet();
  }
  if (of_sound) {
    draw_sound(frame, cut_top(*page, line));
  } else {
    draw_pictures(frame, cut_top(*page, line, space::s), "Digit", "digit", Taken::stage);
    if (has_wall) draw_pictures(frame, cut_top(*page, line, space::s), "Wall", "wall", Taken::wall);
    draw_pictures(frame, cut_top(*page, line, space::s), "Path", "path", Taken::path);
    if (!draw_kinds(cut_top(*page, line), "Walk", {"animated PNG"}).empty()) {
      finish_geodesic(state);
      save(state, file_name(state, "walk", "png"), animation_of(state));
    }
  }
  end_sheet(frame);
}

}  // namespace zscape
