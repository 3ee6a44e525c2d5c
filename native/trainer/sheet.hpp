// The picture that shows what a model does: inputs with what becomes of them, then samples; or the features of an overcomplete
// code; or what a classifier misreads.
#pragma once

#include "data/idx.hpp"
#include "image/sheet.hpp"
#include "models/model.hpp"
#include "recipe.hpp"

namespace zscape {

/// Ten pictures to a row, each twice its size. Made by the core, so the same everywhere.
Image sample_sheet(const Model& model, const Recipe& recipe, const LabelledImages& test);

}  // namespace zscape
