// The value that flows through a network: one row per batch element.
#pragma once

#include <Eigen/Core>
#include <iterator>
#include <span>

namespace zscape {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;  // [batch, width]

inline std::span<const float> values(const Matrix& m) { return {m.data(), static_cast<std::size_t>(m.size())}; }
inline std::span<float> values(Matrix& m) { return {m.data(), static_cast<std::size_t>(m.size())}; }
inline std::span<const float> row(const Matrix& m, Eigen::Index i) {
  return {m.data() + i * m.cols(), static_cast<std::size_t>(m.cols())};
}
inline std::span<float> row(Matrix& m, Eigen::Index i) { return {m.data() + i * m.cols(), static_cast<std::size_t>(m.cols())}; }

/// `values` as a batch of one, [1, width], not copied.
inline Eigen::Map<const Matrix> as_row(std::span<const float> values) { return {values.data(), 1, std::ssize(values)}; }

}  // namespace zscape
