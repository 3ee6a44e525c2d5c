// A point of a model's latent space as the interface passes it around.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "spec/model_spec.hpp"

namespace zscape {

using Code = std::vector<float>;  // [code_width(spec)]: z, then one weight per class where the model is conditional

/// The class weights of `code`; empty for a model that is not conditional.
std::span<float> class_weights(Code& code, const ModelSpec& spec);

/// The class that weighs most in a code; none where the model takes no class.
std::optional<int> main_class(Code code, const ModelSpec& spec);

/// How near `code` is to `digit`: 1 when they are equal, down to 0 where they are as far from each other as `digit` is from the
/// origin.
float nearness(std::span<const float> code, std::span<const float> digit);

Code code_of(std::span<const float> values);

}  // namespace zscape
