// What every panel is given. A panel handles its input, records its drawing and says in `frame.plan` which tiles it showed; what
// the tiles hold is decided after all of them have run. Heights that depend on the width are given by the *_height functions.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>

#include "ui/kit/layout.hpp"
#include "ui/kit/tile_host.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/state/pictures.hpp"
#include "weights/thumbnails_file.hpp"

namespace zscape {

struct AppState;

/// Where the Interpolate tab has a code: an anchor, or a term of first - minus + plus.
enum class CodePlace { a, b, c, d, first, minus, plus };

/// Who has a `const Frame` can read the state and draw, but change nothing.
class Frame {
 public:
  Frame(AppState& state, TileHost& host) : tiles(host), state_(state) {}
  Frame(const Frame&) = delete;  // a copy of a const frame could change the state
  Frame& operator=(const Frame&) = delete;

  AppState& state() { return state_; }
  const AppState& state() const { return state_; }

  TileHost& tiles;
  bool compact = false;    // one column for a phone, larger targets
  bool side_list = false;  // the models have a column of their own
  Pointer pointer = {};
  TilePlan plan = {};
  Rect chosen_model = {};                                          // where the list at the side has it
  Rect more = {};                                                  // the button for the wall's other controls
  std::optional<CodePlace> choosing = {};                          // the place whose sheet is open
  Rect choosing_beside = {};                                       // the button that opened it
  int stage_tile = -1;                                             // number of the tile on the stage, once it was asked for
  bool shows_thumbnails = false;                                   // a panel has places for them
  float seconds = 0;                                               // since the last frame
  std::array<int, kThumbnails> thumbnails = {-1, -1, -1, -1, -1};  // first tiles of each model's k-th pictures, once asked for

  float control_height() const { return compact ? 38.0f : 32.0f; }
  float chip_height() const { return compact ? 34.0f : 26.0f; }

 private:
  AppState& state_;
};

inline constexpr float kTopBar = 48;  // its height

}  // namespace zscape
