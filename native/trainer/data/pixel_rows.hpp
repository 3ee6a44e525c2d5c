// Images and labels as models take them: rows of floats.
#pragma once

#include <cstdint>
#include <span>

#include "data/idx.hpp"
#include "nn/matrix.hpp"

namespace zscape {

/// Pixels in [0, 1]; of waves, (1 + wave) / 2.
Matrix pixel_values(const LabelledImages& data, std::int64_t first, std::int64_t count);  // [count, sample]
Matrix pixel_values(const LabelledImages& data);

/// Weight 1 for each label's class. Labels are below `classes`.
Matrix one_hot(std::span<const std::uint8_t> labels, std::int64_t classes);  // [count, classes]

}  // namespace zscape
