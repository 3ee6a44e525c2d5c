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
#include "nn/kernels.hpp"

namespace zscape {

Image picture(std::span<const float> tile, std::int64_t height, std::int64_t width) {
  check(static_cast<std::int64_t>(tile.size()) == height * width, "a picture of height x width");
  Image image{static_cast<int>(height), static_cast<int>(width), 1, std::vector<std::uint8_t>(tile.size())};
  to_bytes(tile, image.pixels);
  return image;
}

Image make_sheet(std::span<const Image> tiles, std::int64_t columns, std::int64_t gap) {
  check(!tiles.empty() && columns > 0, "a sheet of at least one tile");
  const Image& first = tiles.front();
  const auto count = static_cast<std::int64_t>(tiles.size());
  const std::int64_t rows = (count + columns - 1) / columns;
  Image sheet{static_cast<int>(rows * (first.height + gap) - gap),
              static_cast<int>(columns * (first.width + gap) - gap),
              first.channels,
              {}};
  sheet.pixels.resize(static_cast<std::size_t>(sheet.height) * static_cast<std::size_t>(sheet.width * sheet.channels));
  for (std::int64_t t = 0; t < count; ++t) {
    const Image& tile = tiles[static_cast<std::size_t>(t)];
    check(tile.height == first.height && tile.width == first.width && tile.channels == first.channels, "tiles of one size");
    const std::int64_t top = t / columns * (tile.height + gap);
    const std::int64_t left = t % columns * (tile.width + gap);
    const std::int64_t line = static_cast<std::int64_t>(tile.width) * tile.channels;
    for (std::int64_t y = 0; y < tile.height; ++y)
      std::copy_n(&tile.pixels[y * line], line, &sheet.pixels[((top + y) * sheet.width + left) * sheet.channels]);
  }
  return sheet;
}

Image make_sheet(const Matrix& tiles, std::int64_t height, std::int64_t width, std::int64_t columns, std::int64_t gap) {
  std::vector<Image> pictures;
  for (Eigen::Index t = 0; t < tiles.rows(); ++t) pictures.push_back(picture(row(tiles, t), height, width));
  return make_sheet(pictures, columns, gap);
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
