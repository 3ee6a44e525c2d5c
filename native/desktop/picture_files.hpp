// What tests look at besides the window: the GPU's tiles as a PNG file.
#pragma once

#include <filesystem>

#include "gfx/tile_atlas.hpp"

namespace zscape {

/// The first 64 tiles read back from the GPU, laid out like the sheet of `zscape sample --count 64`. Error: fewer tiles.
Result<void> write_tiles(const std::filesystem::path& path, const TileAtlas& tiles);

}  // namespace zscape
