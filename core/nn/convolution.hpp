// Convolution and transposed convolution, with the kernels' promise of the same bits: each output starts at its bias and adds its
// products channel by channel, row by row of the kernel, left to right; those of the zero padding are among them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nn/linear.hpp"
#include "nn/matrix.hpp"
#include "spec/model_spec.hpp"

namespace zscape {

/// Floats that the kernel may read, and ignores, behind an image.
inline constexpr std::int64_t kConvolutionSlack = 64;

/// A layer arranged for images of one size. A transposed convolution of stride s is s * s ordinary ones, its phases, each of which
/// makes every s-th pixel of every s-th row; an ordinary one has a single phase.
struct PackedConvolution {
  struct Phase {
    PackedLinear weight;               // [out, in * taps]
    std::vector<std::int32_t> offset;  // [in * taps]: of a product's pixel in the padded image, from its position's source
    std::vector<std::int32_t> source;  // [positions], in the padded image
    std::vector<std::int32_t> target;  // [positions], in a plane of the output
  };

  Shape in;                        // [channels, height, width]
  Shape out;                       // likewise
  Shape padded;                    // `in` with zeros around it
  std::int64_t top = 0, left = 0;  // zeros before it
  std::vector<Phase> phases;
};

/// `weight` and `bias` as PyTorch has them, see the spec; an empty bias is zero.
PackedConvolution pack_convolution(const Conv2d& conv, const Shape& in, std::span<const float> weight, std::span<const float> bias);
PackedConvolution pack_convolution(const ConvTranspose2d& conv, const Shape& in, std::span<const float> weight,
                                   std::span<const float> bias);

Matrix convolution(const PackedConvolution& layer, const Matrix& x /* [batch, in] */);  // [batch, out]

}  // namespace zscape
