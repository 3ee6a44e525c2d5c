// What decoders of JPEG files do not agree on.
#pragma once

#include <cstddef>
#include <span>

namespace zscape {

/// Whether the file's end has arrived: some decoders show what is missing as grey. True for what is no JPEG.
bool is_whole(std::span<const std::byte> jpeg);

}  // namespace zscape
