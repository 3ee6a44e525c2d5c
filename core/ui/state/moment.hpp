// What belongs to this moment and into no link: gestures, sheets that are open, scrolling, the tour.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ui/kit/interaction.hpp"
#include "ui/state/pictures.hpp"
#include "ui/view/map_view.hpp"
#include "ui/view/track.hpp"

namespace zscape {

struct MapMoment {
  std::optional<MapWindow> grabbed;  // the window when the pointer went down on it
  double zooming_seconds = 0;        // how long a zoom still counts as one step
  bool drawing = false;              // the next drag over it draws a path
  bool unfinished = false;           // some of it is left to be drawn in the next frame
};

struct Moment {
  Interaction interaction;
  DecodeBudget decode_budget;
  MapMoment map;
  std::vector<TrackPoint> stroke;  // that is being drawn over the grid or the map
  std::optional<int> selected;     // the wall's digit that was put on the stage
  double play_direction = 1;       // towards B, or -1 towards A
  std::uint64_t random_draws = 0;  // how often the stage was randomised
  int frames_until_saved = 0;      // of the picture of the window, when that was asked for; 0 when not
  float scroll_velocity = 0;       // of the page under a finger, units per second
  bool scrolling = false;          // a finger drags the page
  bool scroll_to_top = false;      // of a phone's page, for what is shown there
  std::optional<int> tour_stop;    // that the tour is at
  std::string typed_path;          // of a file to open
  std::string sighted_model;       // id of the one that the list at the side was scrolled to
  std::string open_sheet;          // id of the one that is to be open
  std::string next_sheet;          // takes its place in the next frame
  std::string shown_sheet;         // that was shown in the last frame
  std::string dismissed_sheet;     // by the press that its button is under
};

}  // namespace zscape
