// Element by element: Highway code that gives the same bits at every vector width. Multiply and add are two roundings; compiled
// with -ffp-contract=off.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "nn/matrix.hpp"

namespace zscape {

// In place.
void relu(std::span<float> x);                              // NaN and -0 become +0
void leaky_relu(std::span<float> x, float negative_slope);  // likewise
void tanh(std::span<float> x);                              // error below 3e-7, also relative where |x| < 0.6; NaN becomes 0
void sigmoid(std::span<float> x);                           // error below 2e-7; NaN becomes a value below 2e-38
void exp(std::span<float> x);                               // relative error below 2e-7; the argument is clamped to [-87, 88]
void clamp_to_unit(std::span<float> x);                     // to [0, 1]; NaN and -0 become +0

/// The nearest of 0 to 255 to 255 x, halves upwards; NaN becomes 0. As many bytes as values.
void to_bytes(std::span<const float> x, std::span<std::uint8_t> bytes);

/// x[c, i] = x[c, i] scale[c] + shift[c], each row of x holding as many channels as there are scales.
void scale_channels(Matrix& x, std::span<const float> scale, std::span<const float> shift);

/// Names of the vector instruction sets this build can run here, for example "AVX2"; best first, and the first is in use at start.
std::vector<std::string> simd_targets();

/// Runs every kernel, convolutions included, at one of simd_targets() until called with another; for tests that compare bits across
/// them.
void use_simd_target(const std::string& name);

}  // namespace zscape
