// Which digits a frame shows, and their pixels. Tiles are numbered in the order of TilePlan: the wall row by row from tile 0, the
// stage, its variations slider by slider, the digit on the path, the path from A to B.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nn/matrix.hpp"

namespace zscape {

inline constexpr int kMostSliders = 20;  // at once
inline constexpr int kVariations = 5;    // of each dimension that has a slider
inline constexpr int kMaxWall = 400;
inline constexpr int kMaxPath = 15;  // digits from A to B

// What the interface can show; open_model() refuses larger models.
inline constexpr int kMostLatents = 2000;
inline constexpr int kMostClasses = 100;
inline constexpr int kMostPixels = 1600;  // of a tile

inline constexpr int kMaxTiles = 520;  // in a frame
static_assert(kMaxWall + 1 + kMostSliders * kVariations + 1 + kMaxPath <= kMaxTiles);

/// What a frame shows; panels fill it in while they lay themselves out.
struct TilePlan {
  int wall = 0;                 // tiles of the wall
  std::optional<int> unit;      // the first of the features that they show instead of digits
  std::vector<int> dimensions;  // of the latent, one for each slider
  int path = 0;                 // digits from A to B
  int focus = -1;               // the tile under the pointer

  int sliders() const { return static_cast<int>(dimensions.size()); }
  int stage() const { return wall; }
  int variation(int slider, int step) const { return wall + 1 + slider * kVariations + step; }
  int on_path() const { return variation(sliders(), 0); }
  int path_tile(int index) const { return on_path() + 1 + index; }
  int count() const { return path_tile(path); }

  bool operator==(const TilePlan&) const = default;
};

/// What the wall's codes follow from, besides the model.
struct WallSource {
  std::uint64_t seed = 0;
  float temperature = 0;
  double phase = 0;
  std::optional<int> label;
  int count = 0;
  std::optional<int> unit;  // the first of the features that the wall shows instead of digits

  bool operator==(const WallSource&) const = default;
};

/// What was decoded so far. A tile whose code has changed keeps its picture until the new one is complete.
struct Pictures {
  std::string model = {};  // tensors_sha256 of the model they come from
  int height = 0, width = 0;
  TilePlan plan = {};
  Matrix codes = {};                      // [count, code]: what each tile shows; NaN where that comes from no code of this model
  std::vector<std::uint8_t> pixels = {};  // [count, height, width]

  WallSource wall_source = {};
  Matrix wall = {};  // [wall, code]: what the wall's tiles are to show

  int pending = 0;               // tiles whose new picture is still to come
  int pending_wall = 0;          // those of the wall among them
  bool complete = false;         // every tile has shown a picture of this model
  int next = 0;                  // tile from which the next frame goes on decoding
  double tile_milliseconds = 0;  // of one picture, a running average
};

double steady_milliseconds();

/// How long decoding may take in one frame, and by which clock. Without a limit every frame is complete.
struct DecodeBudget {
  double milliseconds = 8;
  double (*now)() = steady_milliseconds;
};

}  // namespace zscape
