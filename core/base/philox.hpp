// Counter-based random numbers: Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
// Every number is a pure function of (seed, stream, index), the same bits on every target.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace zscape {

std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// Standard normals (Box and Muller's transform of Philox words): number i of (seed, stream) goes to out[i].
void fill_normals(std::uint64_t seed, std::uint64_t stream, std::span<float> out);

/// Uniform on [0, 1), multiples of 2^-24; of words that fill_normals() does not use.
void fill_uniforms(std::uint64_t seed, std::uint64_t stream, std::span<float> out);

}  // namespace zscape
