// A short tour for who is here for the first time: an offer, then a card beside each thing that it tells of.
#pragma once

#include "ui/panels/frame/frame.hpp"

namespace zscape {

struct AppState;

/// Who was never here before is asked whether they want it.
void offer_tour(AppState& state);

void begin_tour(AppState& state);

/// Above everything. When it ends, or is skipped, it counts as seen.
void draw_tour(Frame& frame);

}  // namespace zscape
