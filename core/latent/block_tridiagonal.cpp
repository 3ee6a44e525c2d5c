// H = R^T R with R upper block bidiagonal. Every loop but the last takes multiples of one row from another, so that a compiler may
// work on many sums at once without changing the order in any of them.
#include "latent/block_tridiagonal.hpp"

#include <cmath>

namespace zscape {
namespace {

/// out -= factor * x
void subtract(double* out, double factor, const double* x, std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) out[i] -= factor * x[i];
}

void divide(double* x, double divisor, std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) x[i] /= divisor;
}

}  // namespace

BlockTridiagonal::BlockTridiagonal(std::int64_t blocks, std::int64_t size)
    : count_(blocks),
      size_(size),
      diagonal_(static_cast<std::size_t>(blocks * size * size)),
      upper_(static_cast<std::size_t>(blocks * size * size)),
      vector_(static_cast<std::size_t>(blocks * size)) {}

std::span<double> BlockTridiagonal::block(std::vector<double>& blocks, std::int64_t k) {
  return {blocks.data() + k * size_ * size_, static_cast<std::size_t>(size_ * size_)};
}

std::span<double> BlockTridiagonal::vector(std::int64_t k) { return {vector_.data() + k * size_, static_cast<std::size_t>(size_)}; }

void BlockTridiagonal::eliminate(std::int64_t k) {
  const std::int64_t n = size_;
  double* d = diagonal(k).data();
  double* b = vector(k).data();
  if (k > 0) {
    double* v = upper(k).data();
    const double* before = diagonal(k - 1).data();
    for (std::int64_t j = 0; j < n; ++j) {
      divide(v + j * n, before[j * n + j], n);
      for (std::int64_t i = j + 1; i < n; ++i) subtract(v + i * n, before[j * n + i], v + j * n, n);
    }
    for (std::int64_t j = 0; j < n; ++j) {
      for (std::int64_t i = 0; i < n; ++i) subtract(d + i * n + i, v[j * n + i], v + j * n + i, n - i);
      subtract(b, vector(k - 1)[static_cast<std::size_t>(j)], v + j * n, n);
    }
  }
  for (std::int64_t j = 0; j < n; ++j) {
    const double pivot = std::sqrt(d[j * n + j]);
    divide(d + j * n + j, pivot, n - j);
    b[j] /= pivot;
    for (std::int64_t i = j + 1; i < n; ++i) subtract(d + i * n + i, d[j * n + i], d + j * n + i, n - i);
    subtract(b + j + 1, b[j], d + j * n + j + 1, n - j - 1);
  }
}

void BlockTridiagonal::solve() {
  const std::int64_t n = size_;
  for (std::int64_t k = count_ - 1; k >= 0; --k) {
    const double* d = diagonal(k).data();
    double* x = vector(k).data();
    for (std::int64_t i = n - 1; i >= 0; --i) {
      if (k + 1 < count_)
        for (std::int64_t j = 0; j < n; ++j) x[i] -= upper(k + 1)[static_cast<std::size_t>(i * n + j)] * x[n + j];
      for (std::int64_t j = i + 1; j < n; ++j) x[i] -= d[i * n + j] * x[j];
      x[i] /= d[i * n + i];
    }
  }
}

}  // namespace zscape
