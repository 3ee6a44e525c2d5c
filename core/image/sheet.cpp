#include "image/sheet.hpp"

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include <stb_image_write.h>
#pragma GCC diagnostic pop

#include <algorithm>

#include "base/error.hpp"

namespace zscape {

std::uint8_t to_byte(float value) {
  if (!(value > 0.0f)) return 0;
  return static_cast<std::uint8_t>(std::min(value, 1.0f) * 255.0f + 0.5f);
}

Image make_sheet(const Matrix& tiles, std::int64_t height, std::int64_t width, std::int64_t columns, std::int64_t gap) {
  check(tiles.cols() == height * width && columns > 0, "tiles are pictures of height x width");
  const std::int64_t rows = (tiles.rows() + columns - 1) / columns;
  Image sheet;
  sheet.height = static_cast<int>(std::max<std::int64_t>(0, rows * (height + gap) - gap));
  sheet.width = static_cast<int>(columns * (width + gap) - gap);
  sheet.pixels.resize(static_cast<std::size_t>(sheet.height) * static_cast<std::size_t>(sheet.width));
  for (std::int64_t t = 0; t < tiles.rows(); ++t) {
    const std::int64_t top = t / columns * (height + gap);
    const std::int64_t left = t % columns * (width + gap);
    for (std::int64_t y = 0; y < height; ++y)
      for (std::int64_t x = 0; x < width; ++x) sheet.pixels[(top + y) * sheet.width + left + x] = to_byte(tiles(t, y * width + x));
  }
  return sheet;
}

Bytes encode_png(const Image& image) {
  Bytes bytes;
  const auto append = [](void* context, void* data, int size) {
    const auto* begin = static_cast<const std::byte*>(data);
    static_cast<Bytes*>(context)->insert(static_cast<Bytes*>(context)->end(), begin, begin + size);
  };
  const int ok = stbi_write_png_to_func(append, &bytes, image.width, image.height, image.channels, image.pixels.data(),
                                        image.channels * image.width);
  check(ok != 0, "a picture of at least one pixel");
  return bytes;
}

}  // namespace zscape
