// The catalogue: every model zscape knows, in one list. Adding a model starts here.
#pragma once

#include <span>
#include <string_view>

#include "spec/model_spec.hpp"

namespace zscape {

std::span<const ModelSpec> catalogue();

/// Error not_found lists the known ids.
Result<ModelSpec> find_model(std::string_view id);

}  // namespace zscape
