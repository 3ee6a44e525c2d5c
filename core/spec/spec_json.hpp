// ModelSpec as JSON, the form that a weights file embeds.
#pragma once

#include "base/json.hpp"
#include "spec/model_spec.hpp"

namespace zscape {

Json to_json(const ModelSpec& spec);

/// Errors name the key or layer; the result has passed validate().
Result<ModelSpec> spec_from_json(const Json& json);

}  // namespace zscape
