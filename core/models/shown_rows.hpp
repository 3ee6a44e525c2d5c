// A model's samples as pictures for people.
#pragma once

#include <cstdint>

#include "nn/matrix.hpp"
#include "spec/model_spec.hpp"

namespace zscape {

struct ShownRows {
  Matrix rows;  // [count, height width], in [0, 1]
  std::int64_t height = 0;
  std::int64_t width = 0;
};

/// Pictures as they are, sounds as spectrograms with the low frequencies at the bottom.
ShownRows shown_rows(const ModelSpec& spec, Matrix rows /* [count, sample] */);

}  // namespace zscape
