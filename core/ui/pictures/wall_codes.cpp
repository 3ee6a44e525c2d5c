#include "ui/pictures/wall_codes.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "base/sums.hpp"
#include "latent/cloud.hpp"
#include "latent/drift.hpp"
#include "models/model.hpp"
#include "nn/matrix.hpp"
#include "spec/model_spec.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/sliders.hpp"
#include "ui/state/wall.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

/// The cloud's radius is told in standard deviations: those of the prior, over all dimensions.
float typical_deviation(const Sliders& sliders) {
  const auto& deviation = sliders.deviation;
  return static_cast<float>(std::sqrt(dot(deviation, deviation) / static_cast<double>(deviation.size())));
}

Matrix cloud_codes(const Model& model, const WallSource& source) {
  Matrix codes = cloud(model, *source.centre, source.draw.seed, source.count, source.radius, source.phase);
  for (const int d : source.frozen) codes.col(d).setConstant((*source.centre)[static_cast<std::size_t>(d)]);
  return codes;
}

Matrix unit_codes(const Model& model, const WallSource& source) {
  Matrix codes = Matrix::Zero(source.count, code_width(model.spec()));
  // The view may have turned to its last page since the tiles were counted.
  for (int i = 0; i < source.count; ++i) codes(i, std::min<Eigen::Index>(*source.unit + i, model.spec().latent - 1)) = 1.0f;
  return codes;
}

bool drifts(const WallSource& source) { return !source.unit && !source.centre; }

/// What the ends of a drift follow from.
auto ends_of(const WallSource& source) { return std::tuple(source.model, source.draw.seed, source.draw.raw, source.count); }

/// `busy`: tiles of the last moment are still to be decoded.
const Matrix& refresh(WallCodes& wall, const Model& model, const WallSource& source, bool busy) {
  WallSource drifted = wall.source;
  drifted.phase = source.phase;
  const bool waits = source == drifted && (source.unit || busy);
  if (source == wall.source || waits) return wall.codes;
  if (drifts(source)) {
    if (!drifts(wall.source) || ends_of(wall.source) != ends_of(source)) wall.ends = drift_ends(model, source.draw, source.count);
    wall.codes = drifting_codes(model, wall.ends, source.draw, source.phase);
  } else {
    wall.codes = wall_codes_of(model, source);
  }
  wall.source = source;
  return wall.codes;
}

bool is_limited(const AppState& state) { return std::isfinite(state.moment.decode_budget.milliseconds); }

}  // namespace

WallSource wall_source(const AppState& state, int count) {
  const View& view = state.shown.view;
  WallSource source{.model = state.opened.model->tensors_sha256(), .draw = view.draw, .phase = view.phase, .count = count};
  if (view.wall == Wall::features) source.unit = view.unit;
  if (view.wall == Wall::cloud) {
    source.centre = view.cloud_centre;
    source.radius = view.cloud_radius * typical_deviation(state.derived.sliders);
    source.frozen = view.frozen;
  }
  return source;
}

Matrix wall_codes_of(const Model& model, const WallSource& source) {
  if (source.unit) return unit_codes(model, source);
  if (source.centre) return cloud_codes(model, source);
  return drifting_codes(model, source.draw, source.count, source.phase);
}

const Matrix& refresh_wall_codes(AppState& state, int count) {
  const bool busy = is_limited(state) && state.derived.pictures.pending_wall > 0;
  return refresh(state.derived.wall_codes, *state.opened.model, wall_source(state, count), busy);
}

const Matrix& refresh_walk_codes(AppState& state, const Model& model, int count) {
  WallSource source{
      .model = model.tensors_sha256(), .draw = state.shown.view.draw, .phase = state.shown.view.phase, .count = count};
  if (source.draw.label.value_or(0) >= model.spec().classes) source.draw.label.reset();
  return refresh(state.derived.walks[source.model], model, source, is_limited(state) && state.derived.pictures.pending > 0);
}

}  // namespace zscape
