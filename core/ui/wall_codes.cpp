#include "ui/wall_codes.hpp"

#include <algorithm>
#include <cmath>

#include "ui/app_state.hpp"

namespace zscape {
namespace {

Matrix codes_of(const Model& model, const WallSource& source) {
  if (!source.unit) {
    return drifting_codes(model, source.draw, source.count, source.phase);
  }
  Matrix codes = Matrix::Zero(source.count, code_width(model.spec()));
  // The view may have turned to its last page since the tiles were counted.
  for (int i = 0; i < source.count; ++i) codes(i, std::min<Eigen::Index>(*source.unit + i, model.spec().latent - 1)) = 1.0f;
  return codes;
}

/// `busy`: tiles of the last moment are still to be decoded.
const Matrix& refresh(WallCodes& wall, const Model& model, const WallSource& source, bool busy) {
  WallSource drifted = wall.source;
  drifted.phase = source.phase;
  const bool waits = source == drifted && (source.unit || busy);
  if (source == wall.source || waits) return wall.codes;
  wall = {source, codes_of(model, source)};
  return wall.codes;
}

bool is_limited(const AppState& state) { return std::isfinite(state.decode_budget.milliseconds); }

}  // namespace

const Matrix& refresh_wall_codes(AppState& state, int count) {
  const View& view = state.view;
  const WallSource source{.model = state.model->tensors_sha256(),
                          .draw = view.draw,
                          .phase = view.phase,
                          .count = count,
                          .unit = view.wall == Wall::features ? std::optional(view.unit) : std::nullopt};
  return refresh(state.wall_codes, *state.model, source, is_limited(state) && state.pictures.pending_wall > 0);
}

const Matrix& refresh_walk_codes(AppState& state, const Model& model, int count) {
  WallSource source{.model = model.tensors_sha256(), .draw = state.view.draw, .phase = state.view.phase, .count = count};
  if (source.draw.label.value_or(0) >= model.spec().classes) source.draw.label.reset();
  return refresh(state.walks[source.model], model, source, is_limited(state) && state.pictures.pending > 0);
}

}  // namespace zscape
