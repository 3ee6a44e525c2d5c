#include "ui/sound/shaping.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "audio/mixer.hpp"
#include "base/sums.hpp"
#include "latent/interpolate.hpp"
#include "nn/matrix.hpp"
#include "spec/model_spec.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/listening.hpp"
#include "ui/view/code.hpp"
#include "ui/view/listen_view.hpp"

namespace zscape {
namespace {

constexpr std::uint64_t kPadSeed = 7;  // of the pads' draws
constexpr int kFirstDigit = 7;         // of the first of them

std::optional<int> class_of(const Listening& listening, int label) {
  const ModelSpec& spec = listening.model->spec();
  return is_conditional(spec) ? std::optional(label % static_cast<int>(spec.classes)) : std::nullopt;
}

constexpr double kSecondsPerWalk = 5;  // from one anchor to the other
constexpr int kPlaces = 100;           // between the anchors, tried in find_between()

void walk(AppState& state, double seconds) {
  Listening& listening = state.listening;
  double& direction = listening.walk_direction;
  listening.between += direction * seconds / kSecondsPerWalk;
  if (listening.between <= 0 || listening.between >= 1) direction = listening.between <= 0 ? 1 : -1;
  listening.between = std::clamp(listening.between, 0.0, 1.0);
}

Code on_the_way(const AppState& state, double between) {
  const auto& [a, b] = state.shown.view.listen.anchors;
  return interpolate(Path::spherical, state.listening.model->spec().latent, *a, *b, between);
}

/// Sets `between` to the place between the anchors that is nearest to the shaped sound.
void find_between(AppState& state) {
  Listening& listening = state.listening;
  const Code code = shaped_code(state);
  if (morphed_code(state) == code) return;
  double least = std::numeric_limits<double>::infinity();
  for (int i = 0; i <= kPlaces; ++i) {
    const double between = static_cast<double>(i) / kPlaces;
    const double distance = squared_distance(on_the_way(state, between), code);
    if (distance >= least) continue;
    least = distance;
    listening.between = between;
  }
}

}  // namespace

Code sampled_code(const Listening& listening, std::uint64_t seed, std::uint64_t place, int label) {
  return code_of(row(listening.model->sample(seed, place, 1, 1.0f, class_of(listening, label)), 0));
}

Code pad_code(const AppState& state, int pad) {
  const int variation = state.shown.view.listen.variations[static_cast<std::size_t>(pad)];
  return sampled_code(state.listening, kPadSeed, static_cast<std::uint64_t>(variation * kPads + pad), pad);
}

Code shaped_code(const AppState& state) {
  const ListenView& view = state.shown.view.listen;
  const auto& [a, b] = view.anchors;
  if (state.listening.walking && a && b) return morphed_code(state);
  return view.code ? *view.code : sampled_code(state.listening, kShapedSeed, 0, kFirstDigit);
}

void shape(AppState& state, Code code) {
  state.listening.walking = false;
  state.shown.view.listen.code = std::move(code);
}

void advance_morph(AppState& state, double seconds) {
  Listening& listening = state.listening;
  const auto& [a, b] = state.shown.view.listen.anchors;
  if (!a || !b) {
    listening.walking = false;
  } else {
    listening.walking ? walk(state, seconds) : find_between(state);
  }
}

Code morphed_code(const AppState& state) { return on_the_way(state, state.listening.between); }

void set_walking(AppState& state, bool walking) {
  if (!walking) shape(state, shaped_code(state));
  state.listening.walking = walking;
}

}  // namespace zscape
