// Paths between two latents.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nn/matrix.hpp"

namespace zscape {

enum class Path { linear, spherical };

/// The point at t of the path from a to b (equal sizes); exactly a at t = 0 and exactly b at t = 1. Spherical: slerp of
/// directions (Shoemake 1985) with the norm going linearly from |a| to |b|, so samples of a Gaussian stay typical; falls back to
/// linear where the angle is undefined or the two are opposite.
std::vector<float> interpolate(Path path, std::span<const float> a, std::span<const float> b, double t);

/// The same for codes: the first `latent` values take the path, those after them, a conditional model's classes, a straight line.
std::vector<float> interpolate(Path path, std::int64_t latent, std::span<const float> a, std::span<const float> b, double t);

/// `count` points from a to b, both included (count >= 2).
Matrix interpolate_strip(Path path, std::span<const float> a, std::span<const float> b, std::int64_t count);  // [count, latent]
Matrix interpolate_strip(Path path, std::int64_t latent, std::span<const float> a, std::span<const float> b,
                         std::int64_t count);  // [count, code]

}  // namespace zscape
