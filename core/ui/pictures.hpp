// Which digits a frame shows, and their pixels. Tiles are numbered in the order of TilePlan: the wall row by row from tile 0, the
// stage, its variations, the digit on the path, the path from A to B.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nn/matrix.hpp"

namespace zscape {

inline constexpr int kVariations = 5;           // per dimension of the stage's latent
inline constexpr float kVariationReach = 2.0f;  // they go from -2 to 2
inline constexpr int kMaxWall = 400;            // decoding more would not fit into a frame
inline constexpr int kMaxPath = 15;             // digits from A to B

// What the interface can show; open_model() refuses larger models.
inline constexpr int kMostLatents = 128;
inline constexpr int kMostPixels = 1600;  // of a tile

inline constexpr int kMaxTiles = 1200;  // in a frame
static_assert(kMaxWall + 1 + kMostLatents * kVariations + 1 + kMaxPath <= kMaxTiles);

/// How many of each kind; panels fill it in while they lay themselves out.
struct TilePlan {
  int wall = 0;
  int latent = 0;  // dimensions
  int path = 0;    // digits from A to B

  int stage() const { return wall; }
  int variation(int dimension, int step) const { return wall + 1 + dimension * kVariations + step; }
  int on_path() const { return variation(latent, 0); }
  int path_tile(int index) const { return on_path() + 1 + index; }
  int count() const { return path_tile(path); }
};

/// The value a variation gives its dimension.
inline float variation_value(int step) {
  return kVariationReach * (2.0f * static_cast<float>(step) / static_cast<float>(kVariations - 1) - 1.0f);
}

/// What was decoded last: rows that did not change since are not decoded again.
struct Pictures {
  std::string model;  // tensors_sha256 of the model they come from
  TilePlan plan = {};
  Matrix latents = {};                    // [count, latent]
  std::vector<std::uint8_t> pixels = {};  // [count, height, width]
  double decode_milliseconds = 0;         // of one frame, a running average
};

}  // namespace zscape
