// How much of a long computation fits between two frames.
#pragma once

#include <algorithm>
#include <cstdint>

#include "spec/model_spec.hpp"

namespace zscape {

/// How many pictures to decode at once, a multiple of four since kernels take four rows together: about a millisecond's.
/// `more`: what each asks beyond decoding, in multiplications of doubles.
inline std::int64_t pictures_per_step(const ModelSpec& spec, std::int64_t more = 0) {
  constexpr std::int64_t kWork = 1 << 25;   // multiplications
  constexpr std::int64_t kDoubleCost = 16;  // of one in a plain loop, beside one in a kernel
  const std::int64_t each = cost(spec.decoder, input_shape(spec, "decoder")).multiply_adds + kDoubleCost * more;
  return std::clamp<std::int64_t>(kWork / std::max<std::int64_t>(1, each) / 4 * 4, 4, 32);  // a decoder that only reshapes costs 0
}

}  // namespace zscape
