// What a model's card says first.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "weights/model_file.hpp"

namespace zscape {

struct Headline {
  std::string text;            // "Frechet distance 12.3"
  bool by_classifier = false;  // measured on the features of the data set's classifier
};

/// Up to two metrics in words: first what the recipe promised to reach, then what tells most.
std::vector<Headline> headlines(const Card& card);

/// The same without a recipe, up to `most`.
std::vector<Headline> headlines(const std::map<std::string, double>& metrics, std::size_t most);

}  // namespace zscape
