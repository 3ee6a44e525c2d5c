// What is published beside the models: models.json, the codes and digits of the test set (core/weights/codes_file.hpp), and
// thumbnails of the models (core/weights/thumbnails_file.hpp).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "data.hpp"
#include "models/model.hpp"
#include "weights/codes_file.hpp"
#include "weights/manifest.hpp"
#include "weights/thumbnails_file.hpp"

namespace zscape {

/// Where `model`, which has an encoder and at least two latents, puts the test images. Error mismatch: a code is not finite.
Result<CodesFile> test_codes(const Model& model, const Dataset& dataset, const LabelledImages& test);

/// The first ten test images of each class. Error mismatch: a class has fewer.
Result<DigitsFile> first_digits(const Dataset& dataset, const LabelledImages& test);

/// Whether a model is published with the codes of the test set: what makes pictures and has an encoder to at least two latents.
bool has_codes(const ModelSpec& spec);

/// Whether the file is named like one of codes, digits or thumbnails.
bool is_beside_models(const std::filesystem::path& path);

/// Errors name the file; not_found.
Result<Manifest> read_manifest(const std::filesystem::path& path);

/// The weights of an entry. Error mismatch: the file is not the one that is listed.
Result<Bytes> read_published(const std::filesystem::path& folder, const ManifestEntry& entry);

struct NamedFile {
  std::string name;  // beside models.json
  Bytes bytes;
};

/// What `model` shows in lists, pixels of a ThumbnailsFile.
std::vector<std::uint8_t> thumbnails_of(const Model& model);

/// The codes of `model`, where it has any, the digits of its data set, unless that is somebody's own, and the thumbnails of
/// `folder`, with the model's own where it makes pictures; lists them in `manifest`, which lists the model already. Thumbnails of
/// another size start anew. Errors: mismatch: values that such files cannot hold; those of reading the thumbnails that are there.
Result<std::vector<NamedFile>> files_beside(Manifest& manifest, const Model& model, const Dataset& dataset,
                                            const LabelledImages& test, const std::filesystem::path& folder);

/// Writes these files of a model in `folder`, with models.json, where its summary is renewed, and README.md: all of them, or none.
/// Returns those that were missing
/// or others.
Result<std::vector<NamedFile>> publish_beside(Manifest manifest, const Model& model, const Dataset& dataset,
                                              const LabelledImages& test, const std::filesystem::path& folder);

}  // namespace zscape
