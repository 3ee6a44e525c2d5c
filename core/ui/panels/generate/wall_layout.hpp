// Where the wall's tiles are, and what is next to them: real digits, captions, the tally of classes, and which file did not arrive.
// No drawing here.
#pragma once

#include <string>

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"
#include "weights/codes_file.hpp"

namespace zscape {

struct AppState;

/// Places of the parts of the wall; a part that is not shown has an empty one.
struct WallPlaces {
  TileGrid wall;
  int count = 0;  // tiles of the wall
  TileGrid real;  // digits of the test set, as large
  Rect real_heading, wall_heading;
  Rect tally;
  std::string absence;  // why real digits or verdicts that were asked for are missing, or ""
  Rect missing;         // the place of that text
  float height = 0;     // of everything

  bool has_real() const { return real.columns > 0; }
  bool has_tally() const { return tally.height() > 0; }
};

/// In a wide window the wall fills `area`; on a phone it is as wide and as high as it becomes.
WallPlaces place_wall(const Frame& frame, Rect area);

/// Whether the wall's digits have captions, and a tally.
bool shows_verdicts(const AppState& state);

/// The real digits that can be shown next to the wall; nullptr when there are none, or none yet.
const DigitsFile* digits_beside(const AppState& state);

}  // namespace zscape
