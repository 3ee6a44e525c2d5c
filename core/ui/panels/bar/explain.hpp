// What a model is, in plain words.
#pragma once

#include <string>

#include "spec/model_spec.hpp"

namespace zscape {

/// A paragraph on how it was made and how it makes pictures or sounds.
std::string explain(const ModelSpec& spec);

}  // namespace zscape
