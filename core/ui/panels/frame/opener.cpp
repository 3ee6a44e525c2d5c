#include "ui/panels/frame/opener.hpp"

#include <array>

#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/sheet.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"

namespace zscape {
namespace {

constexpr const char* kPathSheet = "path";

constexpr const char* kOpenable =
    "Opens weights of a model (.safetensors), saved latents (.json, .csv) or a sound (.wav). A file can also be dropped anywhere "
    "here.";
constexpr float kWidth = 480;
constexpr float kHeading = 28;

/// Whether Enter was pressed in it. It has the keyboard as soon as the sheet is there, and keeps it.
bool draw_path_field(Frame& frame, const Rect& area) {
  std::string& path = frame.state().moment.typed_path;
  std::array<char, 4096> text = {};
  path.copy(text.data(), text.size() - 1);
  const bool entered = text_field("path", area, text, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll,
                                  ImGui::IsWindowAppearing());
  path = text.data();
  return entered;
}

}  // namespace

bool draw_opener(Frame& frame, const Rect& area) {
  const bool pressed = button("Open a file", area, ButtonLook::plain, kOpenable);
  if (pressed) frame.state().outbox.emplace_back(ChooseFile{});
  return pressed;
}

float openable_height(float width) { return paragraph_height(kOpenable, Face::small, width); }

void draw_openable(const Rect& area) { draw_paragraph(area, kOpenable, Face::small, palette().muted); }

void ask_for_path(AppState& state) { state.moment.next_sheet = kPathSheet; }

void draw_path_sheet(Frame& frame) {
  AppState& state = frame.state();
  if (!is_open(state, kPathSheet)) return;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float width = std::min(kWidth, screen.x - 2 * space::m);
  const float words = openable_height(width - 2 * space::m);
  const ImVec2 at = {(screen.x - width) / 2, 0.3f * screen.y};
  auto page = begin_sheet(frame, kPathSheet, {at, at}, width, 2 * space::m + kHeading + frame.control_height() + space::s + words);
  if (!page) return;
  draw_text(cut_top(*page, kHeading), "Open a file", Face::strong, palette().text);
  Rect line = cut_top(*page, frame.control_height(), space::s);
  const Rect open = cut_right(line, button_width("Open"), space::s);
  const bool entered = draw_path_field(frame, line);
  if ((button("Open", open, ButtonLook::primary) || entered) && !state.moment.typed_path.empty()) {
    state.outbox.emplace_back(OpenPath{state.moment.typed_path});
    close_sheet();
  }
  draw_openable(*page);
  end_sheet(frame);
}

}  // namespace zscape
