// One short line on what a published model is good for.
#pragma once

#include <string>

#include "spec/model_spec.hpp"
#include "trainer/data/dataset.hpp"

namespace zscape {

/// Of a model without a line of its own, what it does.
std::string summary_of(const ModelSpec& spec, const Dataset& dataset);

}  // namespace zscape
