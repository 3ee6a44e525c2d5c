// The panels, one file each. A panel handles its input, records its drawing and says in `frame.plan` which tiles it showed; what
// the tiles hold is decided after all of them have run. Heights that depend on the width are given by the *_height functions.
#pragma once

#include "ui/app_state.hpp"
#include "ui/tile_host.hpp"
#include "ui/widgets.hpp"

namespace zscape {

struct Frame {
  AppState& state;
  TileHost& tiles;
  bool compact = false;  // one column for a phone, larger targets
  Pointer pointer = {};
  TilePlan plan = {};

  float control_height() const { return compact ? 38.0f : 32.0f; }
};

void draw_top_bar(Frame& frame, Rect area);
void draw_model_list(Frame& frame, Rect area);
float model_list_height(const Frame& frame);

/// Resample, seed, temperature, drift; on a phone also smooth, which the top bar has otherwise.
void draw_controls(Frame& frame, Rect area);
float controls_height(const Frame& frame);

void draw_wall(Frame& frame, const TileGrid& grid);

void draw_stage(Frame& frame, Rect area);
float stage_height(const Frame& frame, float width);
/// Where draw_stage() puts its digit.
Rect stage_digit(const Frame& frame, Rect area);
/// A small stage over the top of a phone's page, for when the digit has scrolled away from the sliders that change it.
void draw_pinned_stage(Frame& frame, const Rect& band);
float pinned_stage_height();

void draw_path(Frame& frame, Rect area);
float path_height(const Frame& frame, float width);

/// Progress and errors that take the whole area, for when there is no model yet.
void draw_waiting(const Frame& frame, Rect area);

/// Cuts a banner off the top of `area` while there is an error; returns what is left.
Rect draw_error(Frame& frame, Rect area);

/// The tiles `first`, `first + 1`, ... at the places of `grid`.
void draw_tiles(Frame& frame, int first, const TileGrid& grid);
void draw_tile(Frame& frame, int tile, const Rect& area);

}  // namespace zscape
