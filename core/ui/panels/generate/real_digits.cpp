// Digits of the test set next to the wall. A click encodes one and puts its code on the stage.
#include "ui/panels/generate/real_digits.hpp"

#include "models/model.hpp"
#include "nn/matrix.hpp"
#include "spec/model_spec.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/tiles.hpp"
#include "ui/panels/generate/wall_layout.hpp"
#include "ui/pictures/reconstruct.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"
#include "ui/state/published.hpp"
#include "ui/view/code.hpp"
#include "weights/codes_file.hpp"

namespace zscape {
namespace {

/// Which images are shown: of the class that the wall shows, or of all.
std::vector<int> images_shown(const AppState& state, const DigitsFile& digits, int most) {
  std::vector<int> images;
  const std::optional<int> label = state.shown.view.draw.label;
  for (int i = 0; i < digits.count && std::ssize(images) < most; ++i)
    if (!label || digits.labels[static_cast<std::size_t>(i)] == *label) images.push_back(i);
  return images;
}

/// The mean of the posterior of a test image, with its class where the model has classes.
Code encoding(const Model& model, const DigitsFile& digits, int image) {
  const std::int64_t classes = is_conditional(model.spec()) ? model.spec().classes : 0;
  Matrix weights = Matrix::Zero(1, classes);
  const int label = digits.labels[static_cast<std::size_t>(image)];
  if (label < classes) weights(0, label) = 1;
  const Posterior posterior = model.encode(pictures_of(digits, {&image, 1}), classes > 0 ? weights : Matrix());
  Code code(row(posterior.mean, 0).begin(), row(posterior.mean, 0).end());
  code.insert(code.end(), row(weights, 0).begin(), row(weights, 0).end());
  return code;
}

}  // namespace

void draw_real_digits(Frame& frame, const WallPlaces& places) {
  AppState& state = frame.state();
  const DigitsFile& digits = *digits_beside(state);
  const std::vector<int> images = images_shown(state, digits, places.real.count());
  const int count = static_cast<int>(images.size());
  const int first = frame.plan.add({.role = Role::real,
                                    .count = count,
                                    .codes = [&digits, images] { return pictures_of(digits, images); },
                                    .source = Source::given});
  draw_text(places.real_heading, "real", Face::small, palette().muted);
  draw_text(places.wall_heading, "generated", Face::small, palette().muted);
  const std::string name = "real " + noun_in_use(state).many;
  const bool encodes = state.opened.model->has_encoder();
  const std::string_view hint = encodes                          ? ""
                                : state.opened.model->is_whole() ? "this model has no encoder to bring them to the stage"
                                                                 : "the encoder that brings them to the stage has not arrived yet";
  const TouchedTile touched = touchable_tiles("real", places.real, count, {.hand = encodes, .name = name, .hint = hint});
  if (touched.clicked >= 0 && encodes) {
    state.shown.view.stage = encoding(*state.opened.model, digits, images[static_cast<std::size_t>(touched.clicked)]);
    state.moment.selected.reset();
  }
  draw_tiles(frame, first, places.real, count);
  if (encodes) mark_tile(frame, places.real, touched);
}

}  // namespace zscape
