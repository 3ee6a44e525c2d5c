// Making a View fit a model.
#pragma once

#include <optional>
#include <span>

#include "base/error.hpp"
#include "models/model.hpp"
#include "spec/model_spec.hpp"
#include "ui/view/code.hpp"
#include "ui/view/view.hpp"

namespace zscape {

/// The digit of the wall that is on the stage when a view leaves the stage open.
inline constexpr int kStageDigit = 13;

/// Makes `view` fit `model`: what does not is dropped, which the Error reports; a code that is absent becomes one of the wall's
/// first digits, so that stage and path are alive from the start. A model with more units than pixels opens with a wall of
/// features.
std::optional<Error> settle(View& view, const Model& model);

/// What `view` has of the model that it leaves for another one starts anew; codes are kept where they fit.
void leave_model(View& view, const ModelSpec& spec);

/// Whether one unit of its code alone says something: the encoder gives a point, not a posterior.
bool has_features(const ModelSpec& spec);

bool is_frozen(const View& view, int dimension);
void set_frozen(View& view, int dimension, bool frozen);

/// Digit `index` of the wall of samples as it is now.
Code sample_code(const View& view, const Model& model, int index);

}  // namespace zscape
