// The panels, one file each. A panel handles its input, records its drawing and says in `frame.plan` which tiles it showed; what
// the tiles hold is decided after all of them have run. Heights that depend on the width are given by the *_height functions.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>

#include "ui/app_state.hpp"
#include "ui/tile_host.hpp"
#include "ui/widgets.hpp"

namespace zscape {

struct WallPlaces;
/// Where the Interpolate tab has a code: an anchor, or a term of first - minus + plus.
enum class CodePlace { a, b, c, d, first, minus, plus };

struct Frame {
  AppState& state;
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
  float seconds = 0;                                               // since the last frame
  std::array<int, kThumbnails> thumbnails = {-1, -1, -1, -1, -1};  // first tiles of each model's k-th pictures, once asked for

  float control_height() const { return compact ? 38.0f : 32.0f; }
  float chip_height() const { return compact ? 34.0f : 26.0f; }
};

inline constexpr float kTopBar = 48;  // its height

/// Where the buttons are that open sheets.
struct TopBar {
  Rect model, look, share, help;
};

TopBar draw_top_bar(Frame& frame, Rect area);
/// The generators of the manifest, by data set, and the button for all that is known of them; scrolls when they are more than fit.
void draw_model_list(Frame& frame, const Rect& area);
bool has_model_list(const AppState& state);  // a choice of at least two
bool is_listed_at_side(const Frame& frame);  // the model in use; a file from elsewhere is not
/// Their pictures, in the same place; after the other tiles of the frame, which keep their numbers when the thumbnails arrive.
void draw_model_list_pictures(Frame& frame, const Rect& area);

/// By data set, in the order in which the manifest first names them.
std::vector<const ManifestEntry*> generators(const Manifest& manifest);

/// The tile of thumbnail `k` of a model; -1 until there is one of the size of this frame's tiles.
int thumbnail_tile(Frame& frame, const std::string& id, int k);

/// Every published model: what it makes, what it is good for, its size and figures; loads it. In the middle of the screen.
inline constexpr const char* kModelsPanel = "models panel";
void draw_models_panel(Frame& frame);

/// What the model in use is and how good, and where it is not at the side, the list; opens below `chip`.
inline constexpr const char* kModelSheet = "model";
void draw_model_sheet(Frame& frame, const Rect& chip);

/// How things look: theme, pixels; opens below `beside`.
inline constexpr const char* kLookSheet = "look";
void draw_look_sheet(Frame& frame, const Rect& beside);

/// A link and files; opens below `beside`.
inline constexpr const char* kShareSheet = "share";
void draw_share_sheet(Frame& frame, const Rect& beside);

/// What the model is, the keys, the tour; opens below `beside`.
inline constexpr const char* kHelpSheet = "help";
void draw_help_sheet(Frame& frame, const Rect& beside);

/// With the classifier by whose eyes it was measured.
std::string headline_text(const AppState& state, const Headline& headline);

/// What the wall shows: samples, features or a cloud, how many, what they are drawn from, and what is beside them. On a phone the
/// rarely used ones are in a sheet.
void draw_controls(Frame& frame, Rect area);
float controls_height(const Frame& frame, float width);
inline constexpr const char* kMoreSheet = "more";
void draw_more_sheet(Frame& frame);

void draw_wall(Frame& frame, const WallPlaces& places);
// What is beside its digits; drawn only where it has a place.
void draw_real_digits(Frame& frame, const WallPlaces& places);
void draw_captions(const Frame& frame, const WallPlaces& places);
void draw_tally(const Frame& frame, const Rect& area);

// The tabs' own panels: in the middle of a wide window, above the stage on a phone.
void draw_generate(Frame& frame, Rect area);
float generate_height(const Frame& frame, float width);
void draw_map(Frame& frame, Rect area);
float map_height(const Frame& frame, float width);
void draw_interpolate(Frame& frame, Rect area);
float interpolate_height(const Frame& frame, float width);
void draw_family(Frame& frame, Rect area);
float family_height(const Frame& frame, float width);
void draw_listen(Frame& frame, Rect area);
float listen_height(const Frame& frame, float width);

// What the Family tab compares, below its choices.
struct FamilyRow;
void draw_family_digit(Frame& frame, Rect area, std::span<const FamilyRow> rows);
float family_digit_height(const Frame& frame, float width);
void draw_family_walk(Frame& frame, Rect area, std::span<const FamilyRow> rows);
float family_walk_height(const Frame& frame, float width);

/// As many sliders on a page as there is room for on a stage of this size; on a phone the page scrolls.
void fit_sliders(Frame& frame, ImVec2 room);
void draw_stage(Frame& frame, Rect area);
float stage_height(const Frame& frame, float width);
/// Where draw_stage() puts its digit.
Rect stage_digit(const Frame& frame, Rect area);
/// A small stage over the top of a phone's page, for when the digit has scrolled away from the sliders that change it.
void draw_pinned_stage(Frame& frame, const Rect& band);
float pinned_stage_height();

/// The path below the wall, or below its anchors, where the window is wide.
void draw_path(Frame& frame, Rect area);
float path_height(const Frame& frame, float width);

/// What went well, above everything at the bottom.
void draw_notice(const AppState& state);

/// Progress, or the button that opens a file, for when there is no model yet.
void draw_waiting(Frame& frame, Rect area);

/// In the middle of `area`: that what a panel needs from beside the models did not come, and the button that asks for it again.
void draw_missing(Frame& frame, const Rect& area, const std::string& what);
float missing_height(const Frame& frame, float width, const std::string& what);

/// Cuts a banner off the top of `area` while there is an error; returns what is left.
Rect draw_error(Frame& frame, Rect area);

/// A finger that moves up or down anywhere but on a held slider moves the window that is being drawn, which then glides on.
void scroll_by_touch(Frame& frame);

/// The tiles `first`, `first + 1`, ... at the first `count` places of `grid`.
void draw_tiles(Frame& frame, int first, const TileGrid& grid, int count);
/// A line around the tile that `touched` is at.
void mark_tile(const Frame& frame, const TileGrid& grid, const TouchedTile& touched);
void draw_tile(Frame& frame, int tile, const Rect& area, ImU32 tint = IM_COL32_WHITE);

}  // namespace zscape
