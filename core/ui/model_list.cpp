// The published models, when there is a choice.
#include "ui/panels.hpp"

namespace zscape {
namespace {

constexpr float kEntryHeight = 52;
constexpr float kHeadingHeight = 28;

}  // namespace

float model_list_height(const Frame& frame) {
  return kHeadingHeight + static_cast<float>(frame.state.manifest.size()) * (kEntryHeight + space::xs);
}

void draw_model_list(Frame& frame, Rect area) {
  AppState& state = frame.state;
  draw_text(inset(cut_top(area, kHeadingHeight), space::m, 0), "MODELS", Face::small, colour::muted);
  for (const ManifestEntry& entry : state.manifest) {
    const Rect row = cut_top(area, kEntryHeight, space::xs);
    const Touched touched = touchable(entry.id.c_str(), row);
    const bool shown = entry.id == state.model_label;
    if (shown || touched.hovered) fill(row, shown ? colour::control_hovered : colour::control, 8);
    Rect lines = inset(row, space::m, 8);
    draw_text(cut_top(lines, lines.height() / 2), entry.id, Face::body, colour::text);
    draw_text(lines, entry.summary, Face::small, colour::muted);
    if (touched.clicked && !shown) state.commands.push_back({Command::Kind::load_model, entry.id});
  }
}

}  // namespace zscape
