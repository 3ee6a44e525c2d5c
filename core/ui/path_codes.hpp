// The codes on the path that the view shows, and what takes longer than a frame to find out about it: the geodesic from A to B, and
// how far the picture moves along each kind of path.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "latent/geodesic.hpp"
#include "latent/interpolate.hpp"
#include "ui/pictures.hpp"
#include "ui/view.hpp"

namespace zscape {

struct AppState;

/// How far the picture moves along one path, added up piece by piece.
struct Measure {
  static constexpr std::int64_t kPoints = 65;

  std::int64_t measured = 0;  // points so far
  double length = 0;

  bool done() const { return measured == kPoints; }
};

struct PathSearch {
  std::string model = {};  // tensors_sha256
  Code a = {}, b = {};
  std::optional<Geodesic> geodesic = {};  // once somebody asked for it
  std::array<Measure, 3> measures = {};   // by PathKind
  bool working = false;                   // this frame found out something, or has no time to

  const Measure& measure(PathKind kind) const { return measures[static_cast<std::size_t>(kind)]; }
};

/// The codes of two to four anchors of a settled view.
std::vector<Code> anchors_of(const View& view);

/// The grid between more than two anchors is linear or spherical; geodesics lead from A to B alone.
Path grid_path(PathKind kind);

/// The path that was drawn, over the map in its tab, over the grid of anchors in the others; empty when there is none.
std::span<const TrackPoint> track_of(const View& view);

/// Whether the path is the drawn one, not the one from A to B.
bool follows_track(const View& view);

/// The code at t in [0, 1] of that kind of path from A to B. A geodesic that is still searched for is shown as the best one so far.
Code direct_code(const AppState& state, PathKind kind, double t);

/// The same of the path that the view shows.
Code path_code(const AppState& state, double t);
/// At least two codes from its start to its end.
Matrix path_codes(const AppState& state, int count);  // [count, code_width(spec)]

/// Goes on with what the frame shows of the path and does not know yet: with half of the frame's budget, or without a limit to the
/// end. What it finds is a pure function of model and anchors.
void search_path(AppState& state, const TilePlan& plan);

/// Where the path is a geodesic, goes on to its end, for who takes it away: up to seconds.
void finish_geodesic(AppState& state);

}  // namespace zscape
