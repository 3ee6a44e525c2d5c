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

}  // namespace

const Matrix& refresh_wall_codes(AppState& state, int count) {
  const View& view = state.view;
  WallCodes& wall = state.wall_codes;
  const WallSource source{.model = state.model->tensors_sha256(),
                          .draw = view.draw,
                          .phase = view.phase,
                          .count = count,
                          .unit = view.wall == Wall::features ? std::optional(view.unit) : std::nullopt};
  WallSource drifted = wall.source;
  drifted.phase = source.phase;
  const bool limited = std::isfinite(state.decode_budget.milliseconds);
  const bool waits = source == drifted && (source.unit || (limited && state.pictures.pending_wall > 0));
  if (source == wall.source || waits) return wall.codes;
  wall = {source, codes_of(*state.model, source)};
  return wall.codes;
}

}  // namespace zscape
