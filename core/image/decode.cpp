#include "image/decode.hpp"

#include <cstdlib>

namespace {

// What a stream claims or inflates to ends here: no picture within the bounds needs as much.
void* bounded_realloc(void* memory, std::size_t size) { return size > std::size_t{1} << 30 ? nullptr : std::realloc(memory, size); }

}  // namespace

#define STBI_MALLOC(size) bounded_realloc(nullptr, size)
#define STBI_REALLOC(memory, size) bounded_realloc(memory, size)
#define STBI_FREE(memory) std::free(memory)
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_JPEG
#define STBI_ONLY_PNG
#define STBI_NO_STDIO
#define STBI_MAX_DIMENSIONS 8192
#define STB_IMAGE_RESIZE_IMPLEMENTATION
#define STB_IMAGE_RESIZE_STATIC
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include <stb_image.h>
#include <stb_image_resize.h>
#pragma GCC diagnostic pop

#include <limits>
#include <memory>
#include <string>
#include <string_view>

namespace zscape {
namespace {

using Pixels = std::unique_ptr<stbi_uc, void (*)(void*)>;

std::uint8_t over_white(std::uint8_t value, std::uint8_t alpha) {
  return static_cast<std::uint8_t>((value * alpha + 255 * (255 - alpha) + 127) / 255);
}

// Whether what is after the last start of a scan, "\xff\xda", has its end, "\xff\xd9": some versions of stb_image show what is
// missing of a JPEG as grey. A thumbnail's end lies before it.
bool stops_early(std::span<const std::byte> bytes) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (!text.starts_with("\xff\xd8")) return false;
  const std::size_t scan = text.rfind("\xff\xda");
  return scan == std::string_view::npos || text.find("\xff\xd9", scan) == std::string_view::npos;
}

}  // namespace

Result<Image> decode_image(std::span<const std::byte> bytes) {
  if (bytes.size() < 4 || bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
    return Error{ErrorCode::corrupt, "expected a PNG or JPEG, found " + std::to_string(bytes.size()) + " bytes"};
  const auto* data = reinterpret_cast<const stbi_uc*>(bytes.data());
  const int size = static_cast<int>(bytes.size());
  int width = 0;
  int height = 0;
  int stored = 0;  // channels: grey, grey and alpha, RGB, RGBA
  const Pixels pixels(stbi_load_from_memory(data, size, &width, &height, &stored, 0), &stbi_image_free);
  if (!pixels) {
    const std::string reason = stbi_failure_reason();
    if (reason == "too large")
      return Error{ErrorCode::unsupported,
                   "it has more than " + std::to_string(STBI_MAX_DIMENSIONS) + " pixels a side, at most so many are read"};
    if (reason == "unknown image type") return Error{ErrorCode::corrupt, "expected a PNG or JPEG, it is neither"};
    return Error{ErrorCode::corrupt, "its pixels do not decode: " + reason};
  }
  if (stops_early(bytes)) return Error{ErrorCode::corrupt, "its pixels do not decode: it stops early"};

  const bool alpha = stored == 2 || stored == 4;
  const int channels = alpha ? stored - 1 : stored;
  const std::size_t count = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  Image image{height, width, channels, std::vector<std::uint8_t>(count * static_cast<std::size_t>(channels))};
  const stbi_uc* from = pixels.get();
  auto to = image.pixels.begin();
  for (std::size_t i = 0; i < count; ++i, from += stored)
    for (int c = 0; c < channels; ++c) *to++ = alpha ? over_white(from[c], from[channels]) : from[c];
  return image;
}

Image to_grey(const Image& image) {
  if (image.channels == 1) return image;
  check(image.channels == 3, "a picture is grey or RGB");
  Image grey{image.height, image.width, 1, std::vector<std::uint8_t>(image.pixels.size() / 3)};
  const std::uint8_t* rgb = image.pixels.data();
  for (std::uint8_t& value : grey.pixels) {
    value = static_cast<std::uint8_t>((77 * rgb[0] + 150 * rgb[1] + 29 * rgb[2]) >> 8);
    rgb += 3;
  }
  return grey;
}

Image resize(const Image& image, int height, int width) {
  check(height > 0 && width > 0, "a picture of at least one pixel");
  if (image.height == height && image.width == width) return image;
  Image resized{height, width, image.channels,
                std::vector<std::uint8_t>(static_cast<std::size_t>(height) * static_cast<std::size_t>(width) *
                                          static_cast<std::size_t>(image.channels))};
  const int ok = stbir_resize_uint8(image.pixels.data(), image.width, image.height, 0, resized.pixels.data(), width, height, 0,
                                    image.channels);
  check(ok != 0, "memory for resizing");
  return resized;
}

}  // namespace zscape
