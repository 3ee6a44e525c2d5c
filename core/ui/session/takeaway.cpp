#include "ui/session/takeaway.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/file.hpp"
#include "image/animation.hpp"
#include "image/colour_map.hpp"
#include "image/enlarge.hpp"
#include "image/sheet.hpp"
#include "latent/latents_text.hpp"
#include "models/model.hpp"
#include "nn/matrix.hpp"
#include "spec/shape.hpp"
#include "ui/pictures/path_codes.hpp"
#include "ui/sound/shaping.hpp"
#include "ui/state/app_state.hpp"
#include "ui/view/code.hpp"
#include "ui/view/limits.hpp"
#include "ui/view/path.hpp"

namespace zscape {
namespace {

constexpr int kSheetWidth = 2000;  // pixels, about
constexpr int kMaxTimes = 16;      // that a picture is enlarged
constexpr int kAnimationTimes = 8;
constexpr int kPathSteps = 25;  // both ends included
constexpr int kFrameMilliseconds = 40;

std::vector<Image> pictures(const AppState& state, const Matrix& codes, int times) {
  const Shape& shape = state.opened.model->spec().sample;
  const Matrix samples = state.opened.model->decode(codes);
  std::vector<Image> images;
  for (Eigen::Index i = 0; i < samples.rows(); ++i) {
    const Image small = picture(row(samples, i), shape[1], shape[2]);
    images.push_back(state.settings.preferences.smooth ? enlarged(small, times * small.height, times * small.width)
                                                       : magnified(small, times));
  }
  return images;
}

/// Grey unless other colours were chosen.
Image in_chosen_colours(const AppState& state, const Image& image) {
  const auto& chosen = state.settings.preferences.colour_map;
  return chosen ? coloured(image, *chosen) : image;
}

int columns_of(Taken taken, Eigen::Index count) {
  if (taken == Taken::path) return static_cast<int>(count);
  return static_cast<int>(std::ceil(std::sqrt(static_cast<double>(count))));
}

Result<Bytes> bytes_of(Result<std::string> text) {
  if (!text) return text.error();
  const auto bytes = std::as_bytes(std::span<const char>(text->data(), text->size()));
  return Bytes(bytes.begin(), bytes.end());
}

const Model& model_of(const AppState& state, Taken taken) {
  return taken == Taken::sound ? *state.listening.model : *state.opened.model;
}

}  // namespace

Matrix codes_of(const AppState& state, Taken taken) {
  switch (taken) {
    case Taken::stage:
      return as_row(*state.shown.view.stage);
    case Taken::wall:
      return state.derived.wall_codes.codes;
    case Taken::path:
      return path_codes(state, kPathSteps);
    case Taken::sound:
      return as_row(shaped_code(state));
  }
  check(false, "something that can be taken away");
  return {};
}

Bytes picture_of(const AppState& state, Taken taken) {
  check(taken != Taken::sound, "something that has a picture");
  const Matrix codes = taken == Taken::path ? path_codes(state, kMaxPath) : codes_of(state, taken);
  const int columns = columns_of(taken, codes.rows());
  const int width = static_cast<int>(state.opened.model->spec().sample[2]);
  const int times = std::clamp(kSheetWidth / (columns * width), 1, kMaxTimes);
  return encode_png(in_chosen_colours(state, make_sheet(pictures(state, codes, times), columns, 2 * times)));
}

Bytes animation_of(const AppState& state) {
  std::vector<Image> frames = pictures(state, path_codes(state, kPathSteps), kAnimationTimes);
  if (follows_track(state.shown.view)) {  // round, back to its first picture
    frames.pop_back();
  } else {
    for (int i = kPathSteps - 2; i > 0; --i) frames.push_back(frames[static_cast<std::size_t>(i)]);
  }
  for (Image& frame : frames) frame = in_chosen_colours(state, frame);
  return encode_apng(frames, kFrameMilliseconds);
}

Result<Bytes> json_of(const AppState& state, Taken taken) {
  return bytes_of(latents_json(model_of(state, taken), codes_of(state, taken)));
}

Result<Bytes> csv_of(const AppState& state, Taken taken) {
  return bytes_of(latents_csv(model_of(state, taken), codes_of(state, taken)));
}

}  // namespace zscape
