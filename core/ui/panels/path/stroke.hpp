// Drawing a path with the pointer over a square of pictures, and showing the path.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/view/track.hpp"
#include "ui/view/view.hpp"

namespace zscape {

/// Starts, continues or ends the stroke of a pointer that holds the pictures; `square` is where the track's unit square lies.
/// Returns the track of a stroke that has just ended, which was more than a click.
std::optional<std::vector<TrackPoint>> follow_stroke(Frame& frame, const Rect& square, bool held);

/// Draws the stroke in progress; without one, `track` as a loop, with a mark at the position of the walk.
void draw_track(const Frame& frame, std::span<const TrackPoint> track, const Rect& square);

/// Walks along the path from its beginning.
void start_walk(View& view);

}  // namespace zscape
