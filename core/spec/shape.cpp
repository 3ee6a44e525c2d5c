#include "spec/shape.hpp"

namespace zscape {

std::optional<std::int64_t> element_count(const Shape& shape) {
  constexpr std::int64_t kMax = std::int64_t{1} << 31;
  std::int64_t count = 1;
  for (const std::int64_t size : shape) {
    if (size <= 0 || size > kMax / count) return std::nullopt;
    count *= size;
  }
  return count;
}

std::string to_string(const Shape& shape) {
  std::string text = "[";
  for (std::size_t i = 0; i < shape.size(); ++i) text += (i ? ", " : "") + std::to_string(shape[i]);
  return text + "]";
}

}  // namespace zscape
