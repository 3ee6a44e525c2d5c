#include "image/unit_values.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace zscape {

void to_unit_values(std::span<const std::uint8_t> bytes, std::span<float> values) {
  check(bytes.size() == values.size(), "a value for each byte");
  std::transform(bytes.begin(), bytes.end(), values.begin(), [](std::uint8_t byte) { return static_cast<float>(byte) / 255; });
}

}  // namespace zscape
