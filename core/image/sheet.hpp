// Pictures as bytes: grey tiles laid out in a grid, and PNG.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"
#include "nn/matrix.hpp"

namespace zscape {

struct Image {
  int height = 0;
  int width = 0;
  int channels = 1;                  // 1: grey, 3: RGB
  std::vector<std::uint8_t> pixels;  // [height, width, channels], top row first
};

/// One tile, [height, width] values in [0, 1], as a picture.
Image picture(std::span<const float> tile, std::int64_t height, std::int64_t width);

/// Tiles of one size and channel count, left to right and top to bottom, `gap` pixels of black between them.
Image make_sheet(std::span<const Image> tiles, std::int64_t columns, std::int64_t gap);

/// The same for rows of `tiles` as height x width pictures.
Image make_sheet(const Matrix& tiles, std::int64_t height, std::int64_t width, std::int64_t columns, std::int64_t gap);

Bytes encode_png(const Image& image);

}  // namespace zscape
