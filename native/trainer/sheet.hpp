// The pictures that show what models do.
#pragma once

#include "data/idx.hpp"
#include "image/sheet.hpp"
#include "models/model.hpp"
#include "recipe.hpp"

namespace zscape {

// Ten pictures to a row, each twice its size.

/// Inputs with what becomes of them, then samples; or the features of an overcomplete code; or what a classifier misreads, if
/// anything.
Image sample_sheet(const Model& model, const Recipe& recipe, const LabelledImages& test);

/// A test image of each class, and below them a row for what each of `models`, which all have an encoder, makes of them.
Image reconstruction_sheet(const std::vector<Model>& models, const LabelledImages& test);

}  // namespace zscape
