// Pictures from strangers: PNG and JPEG to pixels, and making them fit a model: grey and of its size.
#pragma once

#include <cstddef>
#include <span>

#include "base/error.hpp"
#include "image/sheet.hpp"

namespace zscape {

/// A PNG or JPEG as grey or RGB; what is transparent lies on white. Errors: corrupt where it is neither or stops early; unsupported
/// above 8192 pixels a side, found out before anything is allocated.
Result<Image> decode_image(std::span<const std::byte> bytes);

/// Luma of Rec. 601, in the 8-bit integers that JPEG decoders use: (77 R + 150 G + 29 B) / 256.
Image to_grey(const Image& image);

/// Stretched to height x width: Catmull-Rom upwards, Mitchell downwards.
Image resize(const Image& image, int height, int width);

}  // namespace zscape
