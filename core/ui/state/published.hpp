// What is published beside the page or in the models folder, as far as it was fetched, and what people call it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/model.hpp"
#include "ui/state/headline.hpp"
#include "ui/state/peer.hpp"
#include "weights/codes_file.hpp"
#include "weights/manifest.hpp"
#include "weights/thumbnails_file.hpp"

namespace zscape {

struct AppState;

struct Published {
  Manifest manifest;                         // what there is
  std::optional<CodesFile> codes;            // of the test set, for one model
  std::optional<DigitsFile> digits;          // of one data set
  std::optional<ThumbnailsFile> thumbnails;  // of the published models
  std::optional<Model> classifier;           // of one data set
  std::vector<Peer> peers;                   // models that the Family tab compares with the one in use, as far as they are there
};

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

/// By data set, in the order in which the manifest first names them.
std::vector<const ManifestEntry*> generators(const Manifest& manifest);

/// With the classifier by whose eyes it was measured.
std::string headline_text(const AppState& state, const Headline& headline);

}  // namespace zscape
