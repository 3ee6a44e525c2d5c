// The sheet behind Share: a link that shows this very picture again, and files of what is shown.
#include <string>

#include "ui/changes.hpp"
#include "ui/datasets.hpp"
#include "ui/interaction.hpp"
#include "ui/link.hpp"
#include "ui/sheet.hpp"
#include "ui/takeaway.hpp"

namespace zscape {
namespace {

constexpr float kWidth = 300;
constexpr float kLabel = 64;
constexpr int kFramesUntilClosed = 3;  // that the sheet needs to be out of the picture

void copy_link(AppState& state) {
  View still = state.view;  // who opens the link sees this very picture, not what it has become since
  still.drifting = still.playing = false;
  state.commands.push_back({Command::Kind::copy_link, link_of(state, still)});
  const bool is_own = entry_in_use(state) == nullptr;
  say_notice(state, is_own ? "link copied, for where " + state.model_label + " is open" : "link copied");
}

/// "vae-wall.png"
std::string file_name(const AppState& state, const char* what, const char* extension) {
  return state.model->spec().id + "-" + what + "." + extension;
}

void save(AppState& state, std::string name, Result<Bytes> bytes) {
  if (bytes) {
    say_notice(state, "saving " + name);
    state.commands.push_back({Command::Kind::save_file, std::move(name), std::move(*bytes)});
  } else {
    state.error = bytes.error();
  }
}

/// Three buttons that save `taken`.
void draw_files(Frame& frame, Rect row, const char* label, const char* what, Taken taken) {
  AppState& state = frame.state;
  draw_text(cut_left(row, kLabel), label, Face::body, palette().muted);
  ImGui::PushID(what);
  const float width = (row.width() - 2 * space::xs) / 3;
  const auto pressed = [&](const char* kind) {
    const bool yes = button(kind, cut_left(row, width, space::xs), ButtonLook::plain, {}, std::string(label) + " as " + kind);
    if (yes && taken == Taken::path) finish_geodesic(state);
    return yes;
  };
  if (pressed("PNG")) save(state, file_name(state, what, "png"), picture_of(state, taken));
  if (pressed("JSON")) save(state, file_name(state, what, "json"), json_of(state, taken));
  if (pressed("CSV")) save(state, file_name(state, what, "csv"), csv_of(state, taken));
  ImGui::PopID();
}

/// One button.
bool draw_single(Rect row, const char* label, const char* kind) {
  draw_text(cut_left(row, kLabel), label, Face::body, palette().muted);
  return button(kind, row, ButtonLook::plain, {}, std::string(label) + " as " + kind);
}

}  // namespace

void draw_share_sheet(Frame& frame, const Rect& beside) {
  AppState& state = frame.state;
  const float line = frame.control_height();
  const bool has_wall = state.pictures.find(Role::wall) != nullptr;
  const float rows = has_wall ? 6 : 5;
  auto page = begin_sheet(frame, kShareSheet, beside, kWidth, 2 * space::m + rows * (line + space::s) - space::s);
  if (!page) return;
  if (button("Copy link", cut_top(*page, line, space::s), ButtonLook::primary, "opens this very picture, bit for bit")) {
    copy_link(state);
    close_sheet();
  }
  if (draw_single(cut_top(*page, line, space::s), "Window", "PNG")) {
    state.frames_until_saved = kFramesUntilClosed;
    close_sheet();
  }
  draw_files(frame, cut_top(*page, line, space::s), "Digit", "digit", Taken::stage);
  if (has_wall) draw_files(frame, cut_top(*page, line, space::s), "Wall", "wall", Taken::wall);
  draw_files(frame, cut_top(*page, line, space::s), "Path", "path", Taken::path);
  if (draw_single(cut_top(*page, line), "Walk", "animated PNG")) {
    finish_geodesic(state);
    save(state, file_name(state, "walk", "png"), animation_of(state));
  }
  end_sheet(frame);
}

}  // namespace zscape
