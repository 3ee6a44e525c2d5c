#include "base/philox.hpp"

#include <cmath>

#include "base/exact_math.hpp"

namespace zscape {
namespace {

struct Product {
  std::uint32_t high, low;
};

Product multiply(std::uint32_t a, std::uint32_t b) {
  const std::uint64_t product = static_cast<std::uint64_t>(a) * b;
  return {static_cast<std::uint32_t>(product >> 32), static_cast<std::uint32_t>(product)};
}

// Four words of (seed, stream), as many blocks as there are.
std::array<std::uint32_t, 4> block_of(std::uint64_t seed, std::uint64_t stream, std::uint64_t block) {
  return philox4x32({static_cast<std::uint32_t>(block), static_cast<std::uint32_t>(block >> 32), static_cast<std::uint32_t>(stream),
                     static_cast<std::uint32_t>(stream >> 32)},
                    {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
}

// The middle of one of 2^32 equal parts of (0, 1): never 0, so its logarithm is finite.
double unit_interval(std::uint32_t word) { return (word + 0.5) / 4294967296.0; }

}  // namespace

std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const Product p0 = multiply(0xD2511F53u, counter[0]);
    const Product p1 = multiply(0xCD9E8D57u, counter[2]);
    counter = {p1.high ^ counter[1] ^ key[0], p1.low, p0.high ^ counter[3] ^ key[1], p0.low};
    key = {key[0] + 0x9E3779B9u, key[1] + 0xBB67AE85u};
  }
  return counter;
}

void fill_normals(std::uint64_t seed, std::uint64_t stream, std::span<float> out) {
  for (std::size_t first = 0; first < out.size(); first += 4) {
    const auto words = block_of(seed, stream, first / 4);
    for (std::size_t pair = 0; pair < 2; ++pair) {
      const double radius = std::sqrt(-2.0 * exact_log(unit_interval(words[2 * pair])));
      const SinCos direction = exact_sin_cos(unit_interval(words[2 * pair + 1]));
      const std::size_t i = first + 2 * pair;
      if (i < out.size()) out[i] = static_cast<float>(radius * direction.cos);
      if (i + 1 < out.size()) out[i + 1] = static_cast<float>(radius * direction.sin);
    }
  }
}

void fill_uniforms(std::uint64_t seed, std::uint64_t stream, std::span<float> out) {
  constexpr std::uint64_t kFirstBlock = std::uint64_t{1} << 63;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto words = block_of(seed, stream, kFirstBlock + i / 4);
    out[i] = static_cast<float>(words[i % 4] >> 8) * 0x1p-24f;
  }
}

}  // namespace zscape
