#include "trainer/data/pixel_rows.hpp"

#include <algorithm>

#include "image/unit_values.hpp"

namespace zscape {

Matrix pixel_values(const LabelledImages& data, std::int64_t first, std::int64_t count) {
  const std::int64_t width = data.images.height * data.images.width;
  const auto begin = static_cast<std::size_t>(first * width), size = static_cast<std::size_t>(count * width);
  Matrix rows(count, width);
  if (data.waves.empty()) {
    to_unit_values(std::span(data.images.pixels).subspan(begin, size), values(rows));
  } else {
    const auto waves = std::span(data.waves).subspan(begin, size);
    std::transform(waves.begin(), waves.end(), values(rows).begin(),
                   [](std::int16_t wave) { return static_cast<float>(wave) / 65534.0f + 0.5f; });
  }
  return rows;
}

Matrix pixel_values(const LabelledImages& data) { return pixel_values(data, 0, data.images.count); }

Matrix one_hot(std::span<const std::uint8_t> labels, std::int64_t classes) {
  Matrix rows = Matrix::Zero(std::ssize(labels), classes);
  for (Eigen::Index i = 0; i < rows.rows(); ++i) rows(i, labels[static_cast<std::size_t>(i)]) = 1.0f;
  return rows;
}

}  // namespace zscape
