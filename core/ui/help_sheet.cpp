// Help: what the model is, its diagram, the keys, and the tour again.
#include <array>

#include "ui/changes.hpp"
#include "ui/diagram.hpp"
#include "ui/explain.hpp"
#include "ui/sheet.hpp"
#include "ui/tour.hpp"

namespace zscape {
namespace {

constexpr float kWidth = 560;
constexpr float kLine = 22;
constexpr float kHeading = 32;

struct Key {
  const char* key;
  const char* what;
};

constexpr std::array kKeys = {
    Key{"Space", "new pictures"},
    Key{"1, 2, 3, ...", "the tabs"},
    Key{"Tab, Shift Tab", "to the next control, and back"},
    Key{"Enter", "press it"},
    Key{"Arrows", "move a slider, walk over pictures; with Shift finely"},
    Key{"Home, End, Delete", "a slider's ends, and its middle"},
    Key{"Double click", "a slider's middle"},
    Key{"Arrows, + and -, Home", "move over the map, zoom it, show all of it"},
    Key{"Ctrl Z, Ctrl Shift Z", "undo, redo"},
    Key{"Escape", "close what is open"},
    Key{"?", "this help"},
};

void draw_heading(Rect& page, std::string_view text) {
  Rect line = cut_top(page, kHeading);
  draw_text(cut_bottom(line, kLine), text, Face::strong, palette().text);
}

void draw_keys(Rect& page) {
  draw_heading(page, "Keys");
  for (const Key& key : kKeys) {
    Rect line = cut_top(page, kLine);
    draw_text(cut_left(line, 0.36f * page.width()), key.key, Face::body, palette().text);
    draw_text(line, key.what, Face::body, palette().muted);
  }
}

}  // namespace

void draw_help_sheet(Frame& frame, const Rect& beside) {
  AppState& state = frame.state;
  if (!is_open(state, kHelpSheet)) return;
  const ModelSpec& spec = state.model->spec();
  const std::string text = explain(spec);
  const auto rows = diagram_of(spec);
  const float width = std::min(kWidth, ImGui::GetIO().DisplaySize.x - 2 * space::m);
  const float told = paragraph_height(text, Face::body, width - 4 * space::m);
  const float keys = frame.compact ? 0 : kHeading + kLine * static_cast<float>(kKeys.size());
  const float height = 3 * space::m + 2 * kHeading + told + diagram_height(rows) + keys + space::l + frame.control_height();
  auto sheet = begin_sheet(frame, kHelpSheet, beside, width, height);
  if (!sheet) return;
  Rect page = inset(*sheet, space::m, 0);
  draw_heading(page, spec.id + ": " + spec.title);
  draw_paragraph(cut_top(page, told, space::m), text, Face::body, palette().muted);
  std::int64_t total = 0;
  for (const DiagramRow& row : rows) total += row.parameters;
  draw_heading(page, grouped(total) + " parameters");
  draw_diagram(cut_top(page, diagram_height(rows)), rows);
  if (!frame.compact) draw_keys(page);
  cut_top(page, space::l);
  if (button("Show the tour", cut_top(page, frame.control_height()), ButtonLook::primary)) {
    begin_tour(state);
    close_sheet();
  }
  end_sheet(frame);
}

}  // namespace zscape
