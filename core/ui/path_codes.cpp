#include "ui/path_codes.hpp"

#include <algorithm>
#include <cmath>

#include "latent/blend.hpp"
#include "latent/step_work.hpp"
#include "ui/app_state.hpp"
#include "ui/map_plane.hpp"

namespace zscape {
namespace {

constexpr std::array kKinds = {PathKind::linear, PathKind::spherical, PathKind::geodesic};

bool is_about(const PathSearch& search, const Model& model, const View& view) {
  return search.model == model.tensors_sha256() && search.a == *view.anchors[0] && search.b == *view.anchors[1];
}

/// Some more points of the path of that kind.
void measure_some(AppState& state, PathKind kind) {
  Measure& measure = state.path_search.measures[static_cast<std::size_t>(kind)];
  const std::int64_t first = std::max<std::int64_t>(0, measure.measured - 1);  // the pictures join there
  const std::int64_t last = std::min(Measure::kPoints, first + pictures_per_step(state.model->spec()));
  Matrix codes(last - first, std::ssize(*state.view.anchors[0]));
  for (std::int64_t i = first; i < last; ++i) {
    const Code code = direct_code(state, kind, static_cast<double>(i) / (Measure::kPoints - 1));
    std::copy(code.begin(), code.end(), row(codes, i - first).begin());
  }
  measure.length += picture_length(*state.model, codes);
  measure.measured = last;
}

/// Forgets what was about another path.
void begin_search(AppState& state) {
  const View& view = state.view;
  if (is_about(state.path_search, *state.model, view)) return;
  state.path_search = {.model = state.model->tensors_sha256(), .a = *view.anchors[0], .b = *view.anchors[1]};
}

/// A bounded part of the work; false when there is none left.
bool step(AppState& state, bool lengths) {
  PathSearch& search = state.path_search;
  const bool can = has_geodesic(state.model->spec());
  for (const PathKind kind : kKinds) {
    if (!lengths || kind == PathKind::geodesic || search.measure(kind).done()) continue;
    measure_some(state, kind);
    return true;
  }
  if (!can || (!lengths && state.view.path != PathKind::geodesic)) return false;
  if (!search.geodesic) search.geodesic.emplace(*state.model, search.a, search.b);
  if (!search.geodesic->done()) {
    search.geodesic->step(*state.model);
    return true;
  }
  if (!lengths || search.measure(PathKind::geodesic).done()) return false;
  measure_some(state, PathKind::geodesic);
  return true;
}

}  // namespace

std::vector<Code> anchors_of(const View& view) {
  std::vector<Code> anchors;
  for (const auto& anchor : view.anchors)
    if (anchor) anchors.push_back(*anchor);
  return anchors;
}

Path grid_path(PathKind kind) { return kind == PathKind::linear ? Path::linear : Path::spherical; }

std::span<const TrackPoint> track_of(const View& view) {
  return view.tab == Tab::map ? view.map.track.points : view.interpolation.track;
}

bool follows_track(const View& view) { return !track_of(view).empty(); }

Code direct_code(const AppState& state, PathKind kind, double t) {
  const Code& a = *state.view.anchors[0];
  const Code& b = *state.view.anchors[1];
  const PathSearch& search = state.path_search;
  if (kind != PathKind::geodesic) return interpolate(grid_path(kind), state.model->spec().latent, a, b, t);
  if (search.geodesic && is_about(search, *state.model, state.view)) return search.geodesic->point(t);
  return interpolate(Path::linear, a, b, t);  // with which the search begins
}

Code path_code(const AppState& state, double t) {
  const View& view = state.view;
  if (!follows_track(view)) return direct_code(state, view.path, t);
  const Spot spot = spot_at(track_of(view), t);
  if (view.tab == Tab::map) {
    if (std::ssize(state.map.plane.origin) != code_width(state.model->spec())) return *view.stage;  // it is still waited for
    const Coordinates point = point_of(view.map.track.square, spot);
    return code_at(state.map.plane, point.x, point.y);
  }
  return blend(grid_path(view.path), state.model->spec(), anchors_of(view), spot.u, spot.v);
}

Matrix path_codes(const AppState& state, int count) {
  Matrix codes(count, code_width(state.model->spec()));
  for (int i = 0; i < count; ++i) {
    const Code code = path_code(state, static_cast<double>(i) / (count - 1));
    std::copy(code.begin(), code.end(), row(codes, i).begin());
  }
  return codes;
}

void search_path(AppState& state, const TilePlan& plan) {
  PathSearch& search = state.path_search;
  const bool shown =
      std::any_of(plan.groups.begin(), plan.groups.end(), [](const TileGroup& group) { return group.role == Role::path; });
  search.working = false;
  if (!shown || follows_track(state.view)) return;
  begin_search(state);
  const bool limited = std::isfinite(state.decode_budget.milliseconds);
  const bool lengths = state.view.tab == Tab::interpolate;
  if (limited && !state.pictures.complete) {  // a model's first pictures come first
    search.working = true;
    return;
  }
  const double start = state.decode_budget.now();
  // Panels show in the next frame what is found in this one.
  while (step(state, lengths)) {
    search.working = true;
    if (state.decode_budget.now() - start >= state.decode_budget.milliseconds / 2) return;
  }
}

void finish_geodesic(AppState& state) {
  if (follows_track(state.view)) return;
  begin_search(state);
  while (step(state, false)) {
  }
}

}  // namespace zscape
