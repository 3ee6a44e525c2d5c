#include "ui/view/track.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace zscape {
namespace {

constexpr int kNear = kTrackSteps / 64;  // closer points are one, or a slow hand would draw many

double distance(Spot a, Spot b) { return std::sqrt((a.u - b.u) * (a.u - b.u) + (a.v - b.v) * (a.v - b.v)); }

/// Twice the area of the triangle.
std::int64_t bend(TrackPoint a, TrackPoint b, TrackPoint c) {
  return std::abs(std::int64_t{b.u - a.u} * (c.v - a.v) - std::int64_t{c.u - a.u} * (b.v - a.v));
}

/// From the track's point `i` to the next one of the loop.
double piece_length(std::span<const TrackPoint> track, std::size_t i) {
  return distance(spot_of(track[i]), spot_of(track[(i + 1) % track.size()]));
}

}  // namespace

TrackPoint nearest_point(Spot spot) {
  const auto place = [](double x) { return static_cast<int>(std::lround(std::clamp(x, 0.0, 1.0) * kTrackSteps)); };
  return {place(spot.u), place(spot.v)};
}

Spot spot_of(TrackPoint point) { return {static_cast<double>(point.u) / kTrackSteps, static_cast<double>(point.v) / kTrackSteps}; }

void extend(std::vector<TrackPoint>& track, TrackPoint point) {
  if (!track.empty() && std::abs(point.u - track.back().u) < kNear && std::abs(point.v - track.back().v) < kNear) return;
  track.push_back(point);
  if (track.size() <= kMaxTrackPoints) return;
  std::size_t least = 1;
  for (std::size_t i = 2; i + 1 < track.size(); ++i)
    if (bend(track[i - 1], track[i], track[i + 1]) < bend(track[least - 1], track[least], track[least + 1])) least = i;
  track.erase(track.begin() + static_cast<std::ptrdiff_t>(least));
}

double loop_length(std::span<const TrackPoint> track) {
  double length = 0;
  for (std::size_t i = 0; i < track.size(); ++i) length += piece_length(track, i);
  return length;
}

Spot spot_at(std::span<const TrackPoint> track, double t) {
  if (t >= 1) return spot_of(track.front());
  double left = t * loop_length(track);
  for (std::size_t i = 0; i < track.size(); ++i) {
    const double piece = piece_length(track, i);
    if (left >= piece) {
      left -= piece;
      continue;
    }
    const Spot a = spot_of(track[i]);
    const Spot b = spot_of(track[(i + 1) % track.size()]);
    const double part = left / piece;
    return {a.u + part * (b.u - a.u), a.v + part * (b.v - a.v)};
  }
  return spot_of(track.front());
}

}  // namespace zscape
