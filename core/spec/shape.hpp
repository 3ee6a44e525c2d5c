// Tensor shapes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zscape {

using Shape = std::vector<std::int64_t>;  // row-major, outermost first

/// Number of elements, or nothing when a dimension is not positive or the product exceeds 2^31.
std::optional<std::int64_t> element_count(const Shape& shape);

/// "[400, 784]"
std::string to_string(const Shape& shape);

}  // namespace zscape
