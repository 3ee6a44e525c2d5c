#include "rows.hpp"

namespace zscape {

namespace {

template <class Value>
auto rows(const std::vector<Value>& values, const IdxImages& images, std::int64_t first, std::int64_t count) {
  using Rows = Eigen::Matrix<Value, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const std::int64_t width = images.height * images.width;
  return Eigen::Map<const Rows>(values.data() + first * width, count, width).template cast<float>();
}

}  // namespace

Matrix pixel_values(const LabelledImages& data, std::int64_t first, std::int64_t count) {
  if (data.waves.empty()) return rows(data.images.pixels, data.images, first, count) / 255.0f;
  return (rows(data.waves, data.images, first, count) / 65534.0f).array() + 0.5f;
}

Matrix pixel_values(const LabelledImages& data) { return pixel_values(data, 0, data.images.count); }

Matrix one_hot(std::span<const std::uint8_t> labels, std::int64_t classes) {
  Matrix rows = Matrix::Zero(std::ssize(labels), classes);
  for (Eigen::Index i = 0; i < rows.rows(); ++i) rows(i, labels[static_cast<std::size_t>(i)]) = 1.0f;
  return rows;
}

}  // namespace zscape
