// View, advanced and mended.
#include "ui/view.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "latent/drift.hpp"

namespace zscape {
namespace {

constexpr double kSecondsPerTurn = 40;  // of the wall's drift
constexpr double kSecondsPerPath = 4;   // from A to B while playing
constexpr double kLongestStep = 0.1;    // seconds; a page that was hidden goes on where it was

// The wall's digits that fill in for what a view leaves open.
constexpr std::array<int, 2> kAnchorDigits = {5, 3};

}  // namespace

Latent wall_latent(const View& view, std::int64_t latent, int index) {
  const Matrix wall = drifting_latents(latent, view.seed, index + 1, view.temperature, view.phase);
  const auto values = row(wall, index);
  return {values.begin(), values.end()};
}

float nearness(const View& view, int index) {
  const Latent& stage = *view.stage;
  const Latent digit = wall_latent(view, std::ssize(stage), index);
  double apart = 0;
  double length = 0;
  for (std::size_t i = 0; i < stage.size(); ++i) {
    apart += std::pow(static_cast<double>(stage[i]) - static_cast<double>(digit[i]), 2);
    length += std::pow(static_cast<double>(digit[i]), 2);
  }
  if (apart == 0) return 1;
  return apart < length ? static_cast<float>(1 - std::sqrt(apart / length)) : 0;
}

std::optional<Error> settle(View& view, const ModelSpec& spec) {
  std::optional<Error> error;
  const auto settle_one = [&](std::optional<Latent>& latent, const char* what, int digit) {
    if (latent && std::ssize(*latent) != spec.latent) {
      error =
          Error{ErrorCode::mismatch, std::string(what) + " was left out: model " + spec.id + " expects " +
                                         std::to_string(spec.latent) + " latent values, found " + std::to_string(latent->size())};
      latent.reset();
    }
    if (!latent) latent = wall_latent(view, spec.latent, digit);
  };
  settle_one(view.stage, "the stage", kStageDigit);
  settle_one(view.anchors[0], "anchor A", kAnchorDigits[0]);
  settle_one(view.anchors[1], "anchor B", kAnchorDigits[1]);
  return error;
}

void advance(AppState& state, double seconds) {
  seconds = std::clamp(seconds, 0.0, kLongestStep);
  View& view = state.view;
  if (view.drifting) view.phase += seconds / kSecondsPerTurn;
  if (view.phase >= 1) view.phase -= std::floor(view.phase);  // the wall is the same after a whole turn
  if (view.playing) {
    view.position += state.play_direction * seconds / kSecondsPerPath;
    if (view.position >= 1) state.play_direction = -1;
    if (view.position <= 0) state.play_direction = 1;
    view.position = std::clamp(view.position, 0.0, 1.0);
  }
  state.copied_seconds = std::max(0.0, state.copied_seconds - seconds);
}

void set_seed(AppState& state, std::uint64_t seed) {
  state.view.seed = seed;
  state.view.phase = 0;
  state.selected.reset();
}

}  // namespace zscape
