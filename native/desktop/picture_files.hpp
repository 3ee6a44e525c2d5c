// What tests look at: the window and the GPU's tiles as PNG files.
#pragma once

#include <filesystem>

#include "gfx/renderer.hpp"
#include "gfx/tile_atlas.hpp"

namespace zscape {

Result<void> write_screenshot(const std::filesystem::path& path, const RgbImage& image);

/// The first 64 tiles read back from the GPU, laid out like the sheet of `zscape sample --count 64`. Error: fewer tiles.
Result<void> write_tiles(const std::filesystem::path& path, const TileAtlas& tiles);

}  // namespace zscape
