// The pictures on cards and on the page of all models, ten to a row.
#pragma once

#include "data/idx.hpp"
#include "image/sheet.hpp"
#include "models/model.hpp"
#include "trainer/recipe/recipe.hpp"

namespace zscape {

/// Test images with their reconstructions, then samples or the features of an overcomplete code; of a classifier, the test images
/// that it misreads or, where there are none, one of each class.
Image sample_sheet(const Model& model, const Recipe& recipe, const LabelledImages& test);

/// A test image of each class, and below them a row of reconstructions by each of `models`, which all have an encoder.
Image reconstruction_sheet(const std::vector<Model>& models, const LabelledImages& test);

}  // namespace zscape
