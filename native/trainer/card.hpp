// The texts that publishing writes for people: a model's card, and the page that lists every published model.
#pragma once

#include <string>

#include "data.hpp"
#include "evaluate.hpp"
#include "publish.hpp"
#include "recipe.hpp"
#include "weights/manifest.hpp"

namespace zscape {

std::string card_text(const ModelFile& file, const Checkpoint& checkpoint, const Dataset& dataset, const Published& result);

/// assets/models/README.md.
std::string models_page(const Manifest& manifest);

}  // namespace zscape
