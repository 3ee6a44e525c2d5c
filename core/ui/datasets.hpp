// What people call the data sets and their classes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/app_state.hpp"

namespace zscape {

/// "Fashion-MNIST" for "fashion-mnist"; an id without a better name is its own.
std::string_view dataset_title(std::string_view id);

/// Short names of the classes; numbers where they have none.
std::vector<std::string> class_names(std::string_view dataset, std::int64_t classes);

/// The manifest's entry of the model in use; nullptr for a file from elsewhere, whatever id it carries.
const ManifestEntry* entry_in_use(const AppState& state);

/// The manifest's entry of that id; nullptr when no such model is published.
const ManifestEntry* find_published(const AppState& state, std::string_view id);

/// The id of the data set of the model in use, "" when nothing says which. A file from elsewhere has that of the model whose id it
/// carries.
std::string_view dataset_in_use(const AppState& state);

/// What a picture is called.
struct Noun {
  std::string one, many;
};

/// "digit" for a model of handwritten digits, "picture" for any other.
Noun noun_in_use(const AppState& state);

/// The classifier of a data set; nullptr when none is published.
const ManifestEntry* classifier_of(const Manifest& manifest, std::string_view dataset);

/// That of the data set of the model in use.
const ManifestEntry* classifier_entry(const AppState& state);

}  // namespace zscape
