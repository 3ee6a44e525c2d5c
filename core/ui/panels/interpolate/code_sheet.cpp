#include "ui/panels/interpolate/code_sheet.hpp"

#include <algorithm>
#include <array>

#include "nn/matrix.hpp"
#include "spec/model_spec.hpp"
#include "ui/files/side_files.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/sheet.hpp"
#include "ui/panels/frame/tiles.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"
#include "ui/state/published.hpp"
#include "ui/view/code.hpp"
#include "ui/view/interpolate_view.hpp"
#include "ui/view/path.hpp"
#include "ui/view/view.hpp"
#include "weights/codes_file.hpp"

namespace zscape {
namespace {

// Of the sheets, by CodePlace.
constexpr std::array kIds = {"code of A", "code of B", "code of C", "code of D", "first term", "minus", "plus"};
constexpr int kColumns = 5;
constexpr float kChoiceTile = 52;
constexpr float kLabel = 18;
constexpr float kCaption = 24;
constexpr float kWidth = kColumns * (kChoiceTile + space::s) - space::s + 2 * space::m;

const char* id_of(CodePlace place) { return kIds[static_cast<std::size_t>(place)]; }

int rows_of(std::size_t count) { return (static_cast<int>(count) + kColumns - 1) / kColumns; }

float section_height(std::size_t count) {
  return count == 0 ? 0 : kCaption + static_cast<float>(rows_of(count)) * (kChoiceTile + kLabel + space::xs);
}

/// Tiles with their names below; returns the code that was pressed. `key` tells the sections' tiles apart.
std::optional<Code> draw_section(Frame& frame, Rect& page, int key, const char* caption, const std::vector<NamedCode>& choices) {
  if (choices.empty()) return {};
  const AppState& state = frame.state();
  draw_text(cut_top(page, kCaption), caption, Face::small, palette().muted);
  const auto width = static_cast<Eigen::Index>(choices.front().code.size());
  const int first = frame.plan.add({.role = Role::choice,
                                    .key = key,
                                    .count = static_cast<int>(choices.size()),
                                    .model = &*state.opened.model,
                                    .codes = [choices, width] {
                                      Matrix codes(std::ssize(choices), width);
                                      for (std::size_t i = 0; i < choices.size(); ++i) {
                                        const Code& code = choices[i].code;
                                        std::copy(code.begin(), code.end(), row(codes, static_cast<Eigen::Index>(i)).begin());
                                      }
                                      return codes;
                                    }});
  std::optional<Code> pressed;
  Rect line = {};
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (i % kColumns == 0) line = cut_top(page, kChoiceTile + kLabel, space::xs);
    Rect cell = cut_left(line, kChoiceTile, space::s);
    const std::string name = std::string(caption) + ": " + choices[i].name;
    const Touched touched = touchable(name.c_str(), cell);
    if (touched.clicked) pressed = choices[i].code;
    const Rect tile = cut_top(cell, kChoiceTile);
    draw_tiles(frame, first + static_cast<int>(i), tile_columns(tile, 1, 1, 0), 1);
    if (touched.hovered) outline(tile, palette().muted, 1, 5);
    draw_text(cell, choices[i].name, Face::small, palette().text, Align::centre);
  }
  return pressed;
}

auto& code_in(auto& view, CodePlace place) {
  const auto index = static_cast<std::size_t>(place);
  return index < kMaxAnchors ? view.anchors[index] : view.interpolation.terms[index - kMaxAnchors];
}

}  // namespace

std::optional<Code>& code_at(View& view, CodePlace place) { return code_in(view, place); }

const std::optional<Code>& code_at(const View& view, CodePlace place) { return code_in(view, place); }

std::vector<NamedCode> codes_in_view(const AppState& state) {
  std::vector<NamedCode> codes = {{"stage", *state.shown.view.stage}};
  char letter = 'A';
  for (Code& anchor : anchors_of(state.shown.view)) codes.push_back({std::string(1, letter++), std::move(anchor)});
  return codes;
}

std::vector<NamedCode> class_means(const AppState& state) {
  const CodesFile* file = codes_in_use(state);
  if (file == nullptr) return {};
  const ModelSpec& spec = state.opened.model->spec();
  std::vector<NamedCode> means;
  for (const std::string& name : class_names(file->dataset, file->classes())) {
    const auto first = file->class_means.values.begin() + static_cast<std::ptrdiff_t>(means.size()) * file->latent();
    Code code(first, first + file->latent());
    code.resize(static_cast<std::size_t>(code_width(spec)), 0.0f);
    if (is_conditional(spec)) code[static_cast<std::size_t>(spec.latent) + means.size()] = 1;
    means.push_back({name, std::move(code)});
  }
  return means;
}

void toggle_code_sheet(Frame& frame, const Touched& touched, CodePlace place, const Rect& beside) {
  toggle_sheet(frame.state(), touched, id_of(place));
  if (!is_open(frame.state(), id_of(place))) return;
  frame.choosing = place;
  frame.choosing_beside = beside;
}

void draw_code_sheet(Frame& frame) {
  AppState& state = frame.state();
  if (!frame.choosing) {  // its button is gone, and the sheet with it
    if (std::find(kIds.begin(), kIds.end(), state.moment.open_sheet) == kIds.end()) return;
    state.moment.open_sheet.clear();
    state.moment.shown_sheet.clear();
    return;
  }
  const auto here = codes_in_view(state);
  const auto means = class_means(state);
  const float height = section_height(here.size()) + section_height(means.size()) + 2 * space::m;
  auto page = begin_sheet(frame, id_of(*frame.choosing), frame.choosing_beside, kWidth, height);
  if (!page) return;
  auto chosen = draw_section(frame, *page, 0, "in view", here);
  if (auto mean = draw_section(frame, *page, 1, "mean of a class", means)) chosen = std::move(mean);
  if (chosen) {
    code_at(state.shown.view, *frame.choosing) = std::move(chosen);
    close_sheet();
  }
  end_sheet(frame);
}

}  // namespace zscape
