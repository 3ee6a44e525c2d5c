// Pixels as models take them.
#pragma once

#include <cstdint>
#include <span>

namespace zscape {

/// Bytes as values in [0, 1], byte / 255: what to_bytes() turns back. As many values as bytes.
void to_unit_values(std::span<const std::uint8_t> bytes, std::span<float> values);

}  // namespace zscape
