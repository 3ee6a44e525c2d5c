// A short tour for the first visit: an offer, then one card after the other, each next to what it explains.
#pragma once

#include "ui/panels/frame/frame.hpp"

namespace zscape {

struct AppState;

/// Offers the tour on the first visit.
void offer_tour(AppState& state);

void begin_tour(AppState& state);

/// Above everything. When it ends, or is skipped, it counts as seen.
void draw_tour(Frame& frame);

}  // namespace zscape
