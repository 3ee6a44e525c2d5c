#include "ui/pictures/path_codes.hpp"

#include <algorithm>
#include <cmath>

#include "latent/blend.hpp"
#include "latent/geodesic.hpp"
#include "latent/interpolate.hpp"
#include "latent/plane.hpp"
#include "latent/step_work.hpp"
#include "models/model.hpp"
#include "nn/matrix.hpp"
#include "spec/model_spec.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/path_search.hpp"
#include "ui/state/pictures.hpp"
#include "ui/view/code.hpp"
#include "ui/view/interpolate_view.hpp"
#include "ui/view/map_view.hpp"
#include "ui/view/path.hpp"
#include "ui/view/tab.hpp"
#include "ui/view/track.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

constexpr std::array kKinds = {PathKind::linear, PathKind::spherical, PathKind::geodesic};

bool is_about(const PathSearch& search, const Model& model, const View& view) {
  return search.model == model.tensors_sha256() && search.a == *view.anchors[0] && search.b == *view.anchors[1];
}

/// Some more points of the path of that kind.
void measure_some(AppState& state, PathKind kind) {
  Measure& measure = state.derived.path_search.measures[static_cast<std::size_t>(kind)];
  const std::int64_t first = std::max<std::int64_t>(0, measure.measured - 1);  // the pictures join there
  const std::int64_t last = std::min(Measure::kPoints, first + pictures_per_step(state.opened.model->spec()));
  Matrix codes(last - first, std::ssize(*state.shown.view.anchors[0]));
  for (std::int64_t i = first; i < last; ++i) {
    const Code code = direct_code(state, kind, static_cast<double>(i) / (Measure::kPoints - 1));
    std::copy(code.begin(), code.end(), row(codes, i - first).begin());
  }
  measure.length += picture_length(*state.opened.model, codes);
  measure.measured = last;
}

/// Forgets what was about another path.
void begin_search(AppState& state) {
  const View& view = state.shown.view;
  if (is_about(state.derived.path_search, *state.opened.model, view)) return;
  state.derived.path_search = {.model = state.opened.model->tensors_sha256(), .a = *view.anchors[0], .b = *view.anchors[1]};
}

/// A bounded part of the work; false when there is none left.
bool step(AppState& state, bool lengths) {
  PathSearch& search = state.derived.path_search;
  const bool can = has_geodesic(state.opened.model->spec());
  for (const PathKind kind : kKinds) {
    if (!lengths || kind == PathKind::geodesic || search.measure(kind).done()) continue;
    measure_some(state, kind);
    return true;
  }
  if (!can || (!lengths && state.shown.view.path != PathKind::geodesic)) return false;
  if (!search.geodesic) search.geodesic.emplace(*state.opened.model, search.a, search.b);
  if (!search.geodesic->done()) {
    search.geodesic->step(*state.opened.model);
    return true;
  }
  if (!lengths || search.measure(PathKind::geodesic).done()) return false;
  measure_some(state, PathKind::geodesic);
  return true;
}

}  // namespace

Code direct_code(const AppState& state, PathKind kind, double t) {
  const Code& a = *state.shown.view.anchors[0];
  const Code& b = *state.shown.view.anchors[1];
  const PathSearch& search = state.derived.path_search;
  if (kind != PathKind::geodesic) return interpolate(grid_path(kind), state.opened.model->spec().latent, a, b, t);
  if (search.geodesic && is_about(search, *state.opened.model, state.shown.view)) return search.geodesic->point(t);
  return interpolate(Path::linear, a, b, t);  // with which the search begins
}

Code path_code(const AppState& state, double t) {
  const View& view = state.shown.view;
  if (!follows_track(view)) return direct_code(state, view.path, t);
  const Spot spot = spot_at(track_of(view), t);
  if (view.tab == Tab::map) {
    if (std::ssize(state.derived.plane.origin) != code_width(state.opened.model->spec()))
      return *view.stage;  // it is still waited for
    const Coordinates point = point_of(view.map.track.square, spot);
    return code_at(state.derived.plane, point.x, point.y);
  }
  return blend(grid_path(view.path), state.opened.model->spec(), anchors_of(view), spot.u, spot.v);
}

Matrix path_codes(const AppState& state, int count) {
  Matrix codes(count, code_width(state.opened.model->spec()));
  for (int i = 0; i < count; ++i) {
    const Code code = path_code(state, static_cast<double>(i) / (count - 1));
    std::copy(code.begin(), code.end(), row(codes, i).begin());
  }
  return codes;
}

void search_path(AppState& state, const TilePlan& plan) {
  PathSearch& search = state.derived.path_search;
  const bool shown =
      std::any_of(plan.groups.begin(), plan.groups.end(), [](const TileGroup& group) { return group.role == Role::path; });
  search.working = false;
  if (!shown || follows_track(state.shown.view)) return;
  begin_search(state);
  const bool limited = std::isfinite(state.moment.decode_budget.milliseconds);
  const bool lengths = state.shown.view.tab == Tab::interpolate;
  if (limited && !state.derived.pictures.complete) {  // a model's first pictures come first
    search.working = true;
    return;
  }
  const double start = state.moment.decode_budget.now();
  // Panels show in the next frame what is found in this one.
  while (step(state, lengths)) {
    search.working = true;
    if (state.moment.decode_budget.now() - start >= state.moment.decode_budget.milliseconds / 2) return;
  }
}

void finish_geodesic(AppState& state) {
  if (follows_track(state.shown.view)) return;
  begin_search(state);
  while (step(state, false)) {
  }
}

}  // namespace zscape
