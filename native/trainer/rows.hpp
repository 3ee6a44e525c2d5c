// Images and labels as models take them: rows of floats.
#pragma once

#include <cstdint>
#include <span>

#include "data/idx.hpp"
#include "nn/matrix.hpp"

namespace zscape {

/// Pixels in [0, 1].
Matrix pixel_values(const IdxImages& images);  // [count, sample]

/// Weight 1 for each label's class. Labels are below `classes`.
Matrix one_hot(std::span<const std::uint8_t> labels, std::int64_t classes);  // [count, classes]

}  // namespace zscape
