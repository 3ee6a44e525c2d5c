#include "rows.hpp"

namespace zscape {

Matrix pixel_values(const IdxImages& images) {
  const auto pixels = Eigen::Map<const Eigen::Matrix<std::uint8_t, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(
      images.pixels.data(), images.count, images.height * images.width);
  return pixels.cast<float>() / 255.0f;
}

Matrix one_hot(std::span<const std::uint8_t> labels, std::int64_t classes) {
  Matrix rows = Matrix::Zero(std::ssize(labels), classes);
  for (Eigen::Index i = 0; i < rows.rows(); ++i) rows(i, labels[static_cast<std::size_t>(i)]) = 1.0f;
  return rows;
}

}  // namespace zscape
