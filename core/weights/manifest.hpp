// models.json: the list of what is published: models, and what lies beside them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace zscape {

enum class ModelRole { generator, sound_generator, classifier };

/// A file beside models.json.
struct ListedFile {
  std::string file;  // a plain name
  std::int64_t bytes = 0;
  std::string sha256;

  bool operator==(const ListedFile&) const = default;
};

/// The first bytes of a model's file, from which Model::load_first() makes a model that draws.
struct FirstPart {
  std::int64_t bytes = 0;  // fewer than the file has
  std::string sha256;

  bool operator==(const FirstPart&) const = default;
};

struct ManifestEntry {
  std::string id;
  std::string title;
  std::string summary;  // what it is good for, one short line
  ModelRole role = ModelRole::generator;
  std::string dataset;  // id of what it was trained on, "mnist"
  std::string file;     // relative to models.json; a plain file name
  std::int64_t bytes = 0;
  std::string sha256;                     // of the file
  std::optional<FirstPart> first = {};    // where it is less than the file
  std::map<std::string, double> metrics;  // as in the card
  std::optional<ListedFile> codes = {};   // a CodesFile, of a generator with an encoder

  bool operator==(const ManifestEntry&) const = default;
};

struct ListedDataset {
  std::string id;     // as the entries of models name it
  ListedFile digits;  // a DigitsFile

  bool operator==(const ListedDataset&) const = default;
};

struct Manifest {
  std::vector<ManifestEntry> models;          // at least one, ids differ
  std::vector<ListedDataset> datasets = {};   // ids differ
  std::optional<ListedFile> thumbnails = {};  // a ThumbnailsFile, of the generators

  bool operator==(const Manifest&) const = default;
};

/// Lists without "datasets" or "thumbnails" and entries without "codes" or "first" are older and read as having none.
Result<Manifest> parse_manifest(std::string_view text);
std::string to_text(const Manifest& manifest);

}  // namespace zscape
