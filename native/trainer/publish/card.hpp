// The texts that publishing writes for people: a model's card, and the page that lists every published model.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "trainer/data/dataset.hpp"
#include "trainer/publish/published.hpp"
#include "trainer/run/checkpoint.hpp"
#include "weights/manifest.hpp"

namespace zscape {

std::string card_text(const ModelFile& file, const Checkpoint& checkpoint, const Dataset& dataset, const Published& result);

/// assets/models/README.md.
std::string models_page(const Manifest& manifest);

/// The published models of a data set that reconstruct images, and the picture of their reconstructions.
std::vector<ManifestEntry> reconstructing(const Manifest& manifest, std::string_view dataset);
std::string reconstructions_file(std::string_view dataset);

}  // namespace zscape
