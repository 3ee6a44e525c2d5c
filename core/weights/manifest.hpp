// models.json: the list of what is published.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace zscape {

enum class ModelRole { generator, classifier };

struct ManifestEntry {
  std::string id;
  std::string title;
  std::string summary;  // what it is good for, one short line
  ModelRole role = ModelRole::generator;
  std::string dataset;  // id of what it was trained on, "mnist"
  std::string file;     // relative to models.json; a plain file name
  std::int64_t bytes = 0;
  std::string sha256;                     // of the file
  std::map<std::string, double> metrics;  // as in the card

  bool operator==(const ManifestEntry&) const = default;
};

using Manifest = std::vector<ManifestEntry>;

Result<Manifest> parse_manifest(std::string_view text);
std::string to_text(const Manifest& manifest);

}  // namespace zscape
