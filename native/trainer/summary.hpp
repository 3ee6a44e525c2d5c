// What a published model is good for, in one short line.
#pragma once

#include <string>

#include "data.hpp"
#include "spec/model_spec.hpp"

namespace zscape {

/// Of a model that the catalogue does not know, what it does.
std::string summary_of(const ModelSpec& spec, const Dataset& dataset);

}  // namespace zscape
