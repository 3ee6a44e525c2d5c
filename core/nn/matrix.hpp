// The value that flows through a network: one row per batch element.
#pragma once

#include <Eigen/Core>
#include <span>

namespace zscape {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;  // [batch, width]

inline std::span<const float> values(const Matrix& m) { return {m.data(), static_cast<std::size_t>(m.size())}; }
inline std::span<float> values(Matrix& m) { return {m.data(), static_cast<std::size_t>(m.size())}; }
inline std::span<const float> row(const Matrix& m, Eigen::Index i) {
  return {m.data() + i * m.cols(), static_cast<std::size_t>(m.cols())};
}
inline std::span<float> row(Matrix& m, Eigen::Index i) { return {m.data() + i * m.cols(), static_cast<std::size_t>(m.cols())}; }

}  // namespace zscape
