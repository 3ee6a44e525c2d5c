// How much the interface shows at once, and the largest models that it opens.
#pragma once

namespace zscape {

inline constexpr int kMaxSliders = 20;  // at once
inline constexpr int kVariations = 5;   // of each dimension that has a slider
inline constexpr int kMaxWall = 1024;
inline constexpr int kMaxPath = 15;  // digits from A to B

// What the interface can show; open_model() refuses larger models.
inline constexpr int kMaxLatents = 2000;
inline constexpr int kMaxClasses = 100;
inline constexpr int kMaxPixels = 1600;  // of a tile
inline constexpr int kMaxTiles = 2600;   // in a frame

}  // namespace zscape
