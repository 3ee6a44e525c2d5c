// Help: what the model is, the tour again, the model's diagram, the words, the keys.
#include "ui/panels/bar/help_sheet.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "spec/model_spec.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/bar/diagram.hpp"
#include "ui/panels/bar/explain.hpp"
#include "ui/panels/bar/tour.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/sheet.hpp"
#include "ui/sound/models.hpp"
#include "ui/state/app_state.hpp"

namespace zscape {
namespace {

constexpr const char* kShowTour = "Show the tour";
constexpr float kHelpWidth = 560;
constexpr float kLine = 22;
constexpr float kHelpHeading = 32;
constexpr float kNameShare = 0.31f;  // of a list's width
constexpr float kMinName = 116;

struct Row {
  const char* name;
  const char* what;
};

constexpr std::array kKeys = {
    Row{"Space", "new pictures"},
    Row{"1, 2, 3, ...", "the tabs"},
    Row{"0 to 9, Space", "on Listen: the pads, the beat"},
    Row{"Tab, Shift Tab", "to the next control, and back"},
    Row{"Enter", "press it"},
    Row{"Arrows", "move a slider, walk over pictures; with Shift finely"},
    Row{"Home, End, Delete", "a slider's ends, and its middle"},
    Row{"Double click", "a slider's middle"},
    Row{"Arrows, + and -, Home", "move over the map, zoom it, show all of it"},
    Row{"Ctrl Z, Ctrl Shift Z", "undo, redo"},
    Row{"Escape", "close what is open"},
    Row{"?", "this help"},
};

constexpr std::array kWords = {
    Row{"latent space", "the numbers that a picture is made from; each slider is one of them"},
    Row{"prior", "where in that space pictures lie, and what Resample draws from"},
    Row{"temperature", "how far from the prior's middle: 0 is the middle, 1 the prior itself"},
    Row{"truncation", "how far out the noise may go: less is safer and less varied"},
    Row{"cloud", "pictures around the one on the stage, as far as the radius"},
    Row{"linear, spherical", "straight through latent space, or around its middle"},
    Row{"geodesic", "the way along which the pictures change least"},
    Row{"negative ELBO", "what a test picture costs to describe, in nats: less is better"},
    Row{"Frechet distance", "how unlike real pictures the samples are to a classifier: less is better"},
};

constexpr std::array kSoundWords = {
    Row{"latent space", "the numbers that a sound is made from; each slider is one of them"},
    Row{"prior", "where in that space sounds lie, and what Another draws from"},
    Row{"spectrogram", "how loud each frequency is at each moment; time runs to the right"},
    Row{"A, B, Morph", "two sounds that are kept, and the way from one to the other"},
    Row{"tempo", "beats in a minute, of four steps each"},
    Row{"swing", "how late every second step comes"},
};

void draw_heading(Rect& page, std::string_view text) {
  Rect line = cut_top(page, kHelpHeading);
  draw_text(cut_bottom(line, kLine), text, Face::strong, palette().text);
}

float name_width(float width) { return std::max(kNameShare * width, kMinName); }

/// The explanation is as high as its lines need.
float row_height(const Row& row, float width) {
  return std::max(kLine, paragraph_height(row.what, Face::body, width - name_width(width)) + space::xs);
}

float list_height(std::span<const Row> rows, float width) {
  float height = kHelpHeading;
  for (const Row& row : rows) height += row_height(row, width);
  return height;
}

void draw_list(Rect& page, const char* heading, std::span<const Row> rows) {
  draw_heading(page, heading);
  for (const Row& row : rows) {
    Rect line = cut_top(page, row_height(row, page.width()));
    Rect name = cut_left(line, name_width(page.width()));
    draw_text(cut_top(name, line_height(Face::body)), row.name, Face::body, palette().text);
    draw_paragraph(line, row.what, Face::body, palette().muted);
  }
}

}  // namespace

void draw_help_sheet(Frame& frame, const Rect& beside) {
  AppState& state = frame.state();
  if (!is_open(state, kHelpSheet)) return;
  const ModelSpec& spec = model_on_show(state).spec();
  const std::span<const Row> words = spec.sound ? std::span<const Row>(kSoundWords) : kWords;
  const std::string text = explain(spec);
  const auto rows = diagram_of(spec);
  const float width = std::min(kHelpWidth, ImGui::GetIO().DisplaySize.x - 2 * space::m);
  const float inside = width - 4 * space::m;  // of the page and of the sheet
  const float told = paragraph_height(text, Face::body, inside);
  const float lists = list_height(words, inside) + (frame.compact ? 0 : list_height(kKeys, inside));
  const float height = 3 * space::m + 2 * kHelpHeading + told + diagram_height(rows) + lists + frame.control_height();
  auto sheet = begin_sheet(frame, kHelpSheet, beside, width, height);
  if (!sheet) return;
  Rect page = inset(*sheet, space::m, 0);
  draw_heading(page, spec.id + ": " + spec.title);
  draw_paragraph(cut_top(page, told, space::m), text, Face::body, palette().muted);
  Rect tour = cut_top(page, frame.control_height());
  if (button(kShowTour, cut_left(tour, button_width(kShowTour)), ButtonLook::primary)) {
    begin_tour(state);
    close_sheet();
  }
  std::int64_t total = 0;
  for (const DiagramRow& row : rows) total += row.parameters;
  draw_heading(page, grouped(total) + " parameters");
  draw_diagram(cut_top(page, diagram_height(rows)), rows);
  draw_list(page, "Words", words);
  if (!frame.compact) draw_list(page, "Keys", kKeys);
  end_sheet(frame);
}

}  // namespace zscape
