// One test digit in several models: what each makes of it, what is missing or too much, and the error.
#include "ui/panels/family/family_digit.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "nn/matrix.hpp"
#include "ui/files/side_files.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/family/family_rows.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/messages.hpp"
#include "ui/panels/frame/tiles.hpp"
#include "ui/pictures/reconstruct.hpp"
#include "ui/session/family.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"
#include "ui/state/published.hpp"
#include "ui/state/reconstructions.hpp"
#include "weights/codes_file.hpp"

namespace zscape {
namespace {

constexpr float kDigitGap = 6;
constexpr float kCaption = 22;
constexpr float kHeading = 20;
constexpr float kCompactRow = 72;
constexpr float kWidestError = 300;
constexpr float kMinRow = 48, kMaxRow = 240;

std::vector<std::string> names_of(const AppState& state) { return class_names(dataset_in_use(state), kDigitClasses); }

std::string error_text(double error) {
  char text[16];
  std::snprintf(text, sizeof text, "%.4f", error);
  return text;
}

/// The published images of one class, from the first.
std::vector<int> images_of_class(int label, int count) {
  std::vector<int> images(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) images[static_cast<std::size_t>(i)] = label + i * static_cast<int>(kDigitClasses);
  return images;
}

/// Digits of one class.
TileGrid strip_grid(const Frame& frame, const Rect& area, int count) {
  if (frame.compact) return tile_columns(area, 5, (count + 4) / 5, kDigitGap);
  const auto columns = static_cast<float>(count);
  return {area.min, std::min(52.0f, (area.width() + kDigitGap) / columns - kDigitGap), kDigitGap, count, 1};
}

int digits_of_class(const DigitsFile& digits) { return static_cast<int>(digits.count / kDigitClasses); }

float picker_height(const Frame& frame, const DigitsFile& digits, float width) {
  return chips_height(names_of(frame.state()), width, frame.chip_height()) + space::s +
         strip_grid(frame, {{0, 0}, {width, 0}}, digits_of_class(digits)).height();
}

/// A class, and the test digits of that class.
void draw_picker(Frame& frame, Rect area, const DigitsFile& digits, int shown) {
  AppState& state = frame.state();
  const auto names = names_of(state);
  const int label = shown % kDigitClasses;
  std::array<float, kDigitClasses> weights = {};
  weights[static_cast<std::size_t>(label)] = 1;
  const Rect classes = cut_top(area, chips_height(names, area.width(), frame.chip_height()), space::s);
  if (const auto clicked = chips("test class", classes, names, weights, frame.chip_height()))
    state.shown.view.family.digit = shown - label + *clicked;

  const int count = digits_of_class(digits);
  const TileGrid grid = strip_grid(frame, area, count);
  const int first = frame.plan.add({.role = Role::test_digit,
                                    .key = 0,
                                    .count = count,
                                    .codes = [&digits, label, count] { return pictures_of(digits, images_of_class(label, count)); },
                                    .source = Source::given});
  const TouchedTile touched = touchable_tiles("test digits", grid, count, {.name = "test digits"});
  if (touched.clicked >= 0) state.shown.view.family.digit = touched.clicked * kDigitClasses + label;
  draw_tiles(frame, first, grid, count);
  mark_tile(frame, grid, touched);
  outline(grid.tile(shown / kDigitClasses), palette().accent_text, 2, 6);
}

/// The digit, large, and next to it the noisy one that the models are given, if any.
void draw_given(Frame& frame, Rect area, const Reconstructions& digit) {
  AppState& state = frame.state();
  const bool noisy = digit.noise > 0;
  const int count = noisy ? 2 : 1;
  const int first = frame.plan.add({.role = Role::test_digit,
                                    .key = 1,
                                    .count = count,
                                    .codes =
                                        [&state, count] {
                                          const Reconstructions& now = *digit_in_view(state);
                                          Matrix both(2, now.original.cols());
                                          both << now.original, now.given;
                                          return Matrix(both.topRows(count));
                                        },
                                    .source = Source::given});
  const float half = (area.width() - space::m) / 2;
  const float size = frame.compact ? kCompactRow : std::min(area.width(), (area.height() - space::m) / 2 - kCaption);
  const std::array<std::string, 2> captions = {"original: " + names_of(state)[static_cast<std::size_t>(digit.label)],
                                               (frame.compact ? "error " : "given: error ") + error_text(digit.noise_error)};
  for (int i = 0; i < count; ++i) {
    Rect cell = frame.compact ? cut_left(area, half, space::m) : cut_top(area, size + kCaption, space::m);
    draw_tiles(frame, first + i, {cell.min, size, 0, 1, 1}, 1);
    if (frame.compact) {
      cut_left(cell, size, space::s);
    } else {
      cut_top(cell, size);
    }
    draw_text(cell, captions[static_cast<std::size_t>(i)], Face::small, palette().muted);
  }
}

/// The error as a number, and as a bar where the largest fills the width.
void draw_error_of(const Rect& area, double error, double largest) {
  Rect lines = centred_height(area, line_height(Face::body) + space::xs + 6);
  lines.max.x = std::min(lines.max.x, lines.min.x + kWidestError);
  draw_text(cut_top(lines, line_height(Face::body), space::xs), error_text(error), Face::strong, palette().text);
  const auto share = largest > 0 ? static_cast<float>(error / largest) : 0.0f;
  fill(lines, palette().track, 3);
  fill({lines.min, {lines.min.x + std::max(6.0f, lines.width() * share), lines.max.y}}, palette().accent, 3);
}

/// What comes back and the difference, which a click brings onto the stage.
void draw_pictures(Frame& frame, const FamilyRow& row, const TileGrid& grid, const Reconstruction& shown) {
  AppState& state = frame.state();
  const int first = frame.plan.add({.role = Role::reconstruction,
                                    .key = row.key,
                                    .count = 2,
                                    .codes =
                                        [&state, model = row.model] {
                                          const Reconstruction& now = *reconstruction_by(state, *model);
                                          Matrix both(2, now.picture.cols());
                                          both << now.picture, now.difference;
                                          return both;
                                        },
                                    .source = Source::given});
  const Touched touched = touchable(("pictures " + row.id).c_str(), grid.bounds(),
                                    {.name = row.id + ", error " + error_text(shown.error),
                                     .hint = row.in_use ? "put it on the stage" : "open this model with it on the stage"});
  draw_tiles(frame, first, grid, 2);
  if (touched.hovered && !frame.pointer.touch) outline(grid.bounds(), palette().muted, 1, 5);
  if (touched.clicked) stage_from(state, row, shown.code);
}

void draw_row(Frame& frame, const FamilyRow& row, Rect area, double largest) {
  const TileGrid grid = {area.min, area.height(), kDigitGap, 2, 1};
  const Reconstruction* shown = row.model != nullptr ? reconstruction_by(frame.state(), *row.model) : nullptr;
  cut_left(area, grid.width(), space::l);
  draw_row_name(frame, row, frame.compact ? cut_top(area, 0.4f * area.height()) : cut_left(area, 0.46f * area.width(), space::m));
  if (row.model == nullptr) return draw_row_status(frame, row, area);
  if (shown == nullptr) {
    const char* why = row.model->is_whole() ? "has no encoder" : "its encoder has not arrived yet";
    return draw_text(area, why, Face::small, palette().muted);
  }
  draw_error_of(area, shown->error, largest);
  draw_pictures(frame, row, grid, *shown);
}

void draw_headings(const Frame& frame, Rect line, float size) {
  draw_text(cut_left(line, size, kDigitGap), "decoded", Face::small, palette().muted);
  draw_text(cut_left(line, size, space::l), "difference", Face::small, palette().muted);
  if (!frame.compact) cut_left(line, 0.46f * line.width(), space::m);
  draw_text(line, frame.compact ? "squared error" : "mean squared error", Face::small, palette().muted);
}

void draw_rows(Frame& frame, Rect area, std::span<const FamilyRow> rows) {
  double largest = 0;
  for (const FamilyRow& row : rows) {
    const Reconstruction* shown = row.model != nullptr ? reconstruction_by(frame.state(), *row.model) : nullptr;
    if (shown != nullptr) largest = std::max(largest, shown->error);
  }
  const Rect heading = cut_top(area, kHeading);
  const float share = (area.height() + space::s) / static_cast<float>(rows.size()) - space::s;
  const float size = frame.compact ? kCompactRow : std::clamp(std::floor(share), kMinRow, kMaxRow);
  draw_headings(frame, heading, size);
  for (const FamilyRow& row : rows) draw_row(frame, row, cut_top(area, size, space::s), largest);
}

/// On a phone, where it is above them.
float rows_height(std::size_t count) { return kHeading + (kCompactRow + space::s) * static_cast<float>(count); }

}  // namespace

float family_digit_height(const Frame& frame, float width) {
  const DigitsFile* digits = digits_in_use(frame.state());
  if (digits == nullptr) {
    const std::string absence = absence_of_digits(frame.state());
    return absence.empty() ? kHeading : missing_height(frame, width, absence);
  }
  return kCompactRow + space::s + rows_height(family_rows(frame.state()).size()) + picker_height(frame, *digits, width) + space::m;
}

void draw_family_digit(Frame& frame, Rect area, std::span<const FamilyRow> rows) {
  AppState& state = frame.state();
  const DigitsFile* digits = digits_in_use(state);
  const Reconstructions* digit = digit_in_view(state);
  if (const std::string absence = absence_of_digits(state); !absence.empty()) {
    return draw_missing(frame, cut_top(area, missing_height(frame, area.width(), absence)), absence);
  }
  if (digit == nullptr) {
    const std::string many = noun_in_use(state).many;
    const std::string why = !has_digits(state) ? "No test " + many + " are published for this model"
                            : state.published.digits && state.published.digits->dataset == dataset_in_use(state)
                                ? "The test " + many + " are of another size than this model's"
                                : "The test " + many + " are on their way";
    return draw_text(cut_top(area, kHeading), why, Face::body, palette().muted);
  }
  if (frame.compact) {  // what comes back is what one looks at: the choices are below it
    draw_given(frame, cut_top(area, kCompactRow, space::s), *digit);
    draw_rows(frame, cut_top(area, rows_height(rows.size())), rows);
    return draw_picker(frame, area, *digits, digit->digit);
  }
  draw_picker(frame, cut_top(area, picker_height(frame, *digits, area.width()), space::l), *digits, digit->digit);
  digit = digit_in_view(state);
  draw_given(frame, cut_left(area, std::clamp(0.27f * area.width(), 120.0f, 260.0f), space::xl), *digit);
  draw_rows(frame, area, rows);
}

}  // namespace zscape
