// Between the two sounds that are kept: the way from A to B, and walking it.
#include <algorithm>
#include <limits>

#include "base/sums.hpp"
#include "latent/interpolate.hpp"
#include "ui/app_state.hpp"
#include "ui/listen.hpp"

namespace zscape {
namespace {

constexpr double kSecondsPerWalk = 5;  // one way
constexpr int kPlaces = 100;           // on the way, of which the nearest to a sound is found

void walk(AppState& state, double seconds) {
  Listening& listening = state.listening;
  double& direction = listening.walk_direction;
  listening.between += direction * seconds / kSecondsPerWalk;
  if (listening.between <= 0 || listening.between >= 1) direction = listening.between <= 0 ? 1 : -1;
  listening.between = std::clamp(listening.between, 0.0, 1.0);
}

Code on_the_way(const AppState& state, double between) {
  const auto& [a, b] = state.view.listen.anchors;
  return interpolate(Path::spherical, state.listening.model->spec().latent, *a, *b, between);
}

/// Where between the anchors the shaped sound is, or what comes nearest to it.
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

void advance_morph(AppState& state, double seconds) {
  Listening& listening = state.listening;
  const auto& [a, b] = state.view.listen.anchors;
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
