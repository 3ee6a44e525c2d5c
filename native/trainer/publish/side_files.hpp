// The side files of published models: the codes of the test set and some of its images (core/weights/codes_file.hpp), and
// thumbnails of the models (core/weights/thumbnails_file.hpp). They are in the folder of models.json, which lists them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"
#include "data/idx.hpp"
#include "models/model.hpp"
#include "trainer/data/dataset.hpp"
#include "weights/codes_file.hpp"
#include "weights/manifest.hpp"
#include "weights/thumbnails_file.hpp"

namespace zscape {

/// The codes of the test images by `model`, which has_codes(). Error mismatch: a code is not finite.
Result<CodesFile> test_codes(const Model& model, const Dataset& dataset, const LabelledImages& test);

/// The first ten test images of each class. Error mismatch: a class has fewer.
Result<DigitsFile> first_digits(const Dataset& dataset, const LabelledImages& test);

/// Whether a model is published with codes of the test set: it makes pictures or sounds, and has an encoder and at least two
/// latents.
bool has_codes(const ModelSpec& spec);

/// Whether the file has the name of a side file.
bool is_side_file(const std::filesystem::path& path);

struct NamedFile {
  std::string name;  // in the folder of models.json
  Bytes bytes;
};

/// The pictures of `model` in lists, pixels of a ThumbnailsFile.
std::vector<std::uint8_t> thumbnails_of(const Model& model);

/// The codes of `model` where it has any, the digits of its data set unless that is a user's own, and the thumbnails in `folder`
/// with those of the model where it makes pictures. Lists them in `manifest`, which lists the model already. Thumbnails of another
/// size are dropped. Errors: mismatch for values that such files cannot hold; those of reading the present thumbnails.
Result<std::vector<NamedFile>> side_files(Manifest& manifest, const Model& model, const Dataset& dataset,
                                          const LabelledImages& test, const std::filesystem::path& folder);

/// Writes the side files of a model to `folder`, with models.json, where its summary is renewed, and README.md: all of them, or
/// none. Returns the side files that were missing or had another content.
Result<std::vector<NamedFile>> publish_side_files(Manifest manifest, const Model& model, const Dataset& dataset,
                                                  const LabelledImages& test, const std::filesystem::path& folder);

}  // namespace zscape
