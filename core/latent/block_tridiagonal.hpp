// A symmetric, positive definite, block tridiagonal system: a chain of unknowns that each hear only their neighbours.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace zscape {

/// Solves H x = b by Cholesky's decomposition, block by block and so in pieces of bounded work. In doubles, in one fixed order.
class BlockTridiagonal {
 public:
  BlockTridiagonal(std::int64_t blocks, std::int64_t size);

  // To be filled before eliminate(k), which puts its results in their place.
  std::span<double> diagonal(std::int64_t k) { return block(diagonal_, k); }  // [size, size], H[k, k]: its upper triangle is enough
  std::span<double> upper(std::int64_t k) { return block(upper_, k); }        // [size, size], H[k - 1, k], for k > 0
  std::span<double> vector(std::int64_t k);                                   // [size], b[k]; after solve() x[k]

  /// To be called for each block in turn, then solve(). About 7/6 size^3 multiplications.
  void eliminate(std::int64_t k);
  void solve();

 private:
  std::span<double> block(std::vector<double>& blocks, std::int64_t k);

  std::int64_t count_, size_;
  std::vector<double> diagonal_, upper_, vector_;
};

}  // namespace zscape
