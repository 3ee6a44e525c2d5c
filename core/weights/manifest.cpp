#include "weights/manifest.hpp"

#include <algorithm>
#include <array>

#include "base/json.hpp"
#include "base/sha256.hpp"

namespace zscape {
namespace {

Error corrupt_manifest(std::string message) { return {ErrorCode::corrupt, "models.json: " + std::move(message)}; }

// A name that stays in the folder of models.json.
bool plain_file_name(std::string_view name) {
  return !name.empty() && name[0] != '.' && name.find_first_of("/\\:?#%") == std::string_view::npos;
}

// The members of `json` that say how long something is, and its hash; `owner` is what it is or who has it, in messages.
Result<FirstPart> parse_size_and_hash(const Json& json, const std::string& owner) {
  FirstPart part;
  ZSCAPE_TRY(part.bytes, get_integer(json, "bytes"));
  ZSCAPE_TRY(part.sha256, get_string(json, "sha256"));
  if (part.bytes <= 0) return corrupt_manifest(owner + " has an impossible size: " + std::to_string(part.bytes) + " bytes");
  if (!is_sha256(part.sha256))
    return corrupt_manifest(owner + " should have 64 hexadecimal digits of SHA-256, found \"" + part.sha256 + "\"");
  return part;
}

// The members of `json` that name a file.
Result<ListedFile> parse_file(const Json& json, const std::string& owner) {
  ListedFile listed;
  ZSCAPE_TRY(listed.file, get_string(json, "file"));
  if (!plain_file_name(listed.file))
    return corrupt_manifest(owner + " should name a file beside models.json, found \"" + listed.file + "\"");
  ZSCAPE_TRY(FirstPart all, parse_size_and_hash(json, owner));
  listed.bytes = all.bytes;
  listed.sha256 = std::move(all.sha256);
  return listed;
}

constexpr std::array<std::string_view, 3> kRoles = {"generator", "sound_generator", "classifier"};  // in the order of ModelRole

Result<ManifestEntry> parse_entry(const Json& json) {
  if (!json.is_object()) return corrupt_manifest(std::string("expected an object for each model, found ") + json.type_name());
  ManifestEntry entry;
  ZSCAPE_TRY(entry.id, get_string(json, "id"));
  ZSCAPE_TRY(entry.title, get_string(json, "title"));
  ZSCAPE_TRY(entry.summary, get_string(json, "summary"));
  ZSCAPE_TRY(const std::string role, get_string(json, "role"));
  const auto known = std::find(kRoles.begin(), kRoles.end(), role);
  if (known == kRoles.end())
    return corrupt_manifest("\"role\" should be generator, sound_generator or classifier, found \"" + role + "\"");
  entry.role = static_cast<ModelRole>(known - kRoles.begin());
  ZSCAPE_TRY(entry.dataset, get_string(json, "dataset"));
  const std::string owner = "\"" + entry.id + "\"";
  ZSCAPE_TRY(ListedFile weights, parse_file(json, owner));
  entry.file = std::move(weights.file);
  entry.bytes = weights.bytes;
  entry.sha256 = std::move(weights.sha256);
  ZSCAPE_TRY(const Json metrics, get_object(json, "metrics"));
  for (const auto& [name, value] : metrics.items()) {
    ZSCAPE_TRY(entry.metrics[name], get_number(metrics, name));
  }
  if (json.contains("first")) {
    ZSCAPE_TRY(const Json first, get_object(json, "first"));
    ZSCAPE_TRY(entry.first, parse_size_and_hash(first, "the first part of " + owner));
    if (entry.first->bytes >= entry.bytes)
      return corrupt_manifest("the first part of " + owner + " should be shorter than its file of " + std::to_string(entry.bytes) +
                              " bytes, found " + std::to_string(entry.first->bytes));
  }
  if (json.contains("codes")) {
    ZSCAPE_TRY(const Json codes, get_object(json, "codes"));
    ZSCAPE_TRY(entry.codes, parse_file(codes, "the codes of " + owner));
  }
  return entry;
}

Result<ListedDataset> parse_dataset(const Json& json) {
  if (!json.is_object()) return corrupt_manifest(std::string("expected an object for each data set, found ") + json.type_name());
  ListedDataset dataset;
  ZSCAPE_TRY(dataset.id, get_string(json, "id"));
  ZSCAPE_TRY(dataset.digits, parse_file(json, "the data set \"" + dataset.id + "\""));
  return dataset;
}

// Everything in `array`. Error corrupt: an id is there twice.
template <class Item>
Result<std::vector<Item>> parse_all(const Json& array, Result<Item> (*parse)(const Json&)) {
  std::vector<Item> items;
  for (const Json& json : array) {
    ZSCAPE_TRY(Item item, parse(json));
    const bool repeated = std::any_of(items.begin(), items.end(), [&](const Item& other) { return other.id == item.id; });
    if (repeated) return corrupt_manifest("\"" + item.id + "\" is listed twice");
    items.push_back(std::move(item));
  }
  return items;
}

Json to_json(const FirstPart& part) { return {{"bytes", part.bytes}, {"sha256", part.sha256}}; }

Json to_json(const ListedFile& listed) { return {{"file", listed.file}, {"bytes", listed.bytes}, {"sha256", listed.sha256}}; }

}  // namespace

Result<Manifest> parse_manifest(std::string_view text) {
  ZSCAPE_TRY(const Json json, parse_json_object(text, "models.json"));
  ZSCAPE_TRY(const Json models, get_array(json, "models"));
  Manifest manifest;
  ZSCAPE_TRY(manifest.models, parse_all(models, parse_entry));
  if (manifest.models.empty()) return corrupt_manifest("it lists no model");
  if (json.contains("datasets")) {
    ZSCAPE_TRY(const Json datasets, get_array(json, "datasets"));
    ZSCAPE_TRY(manifest.datasets, parse_all(datasets, parse_dataset));
  }
  if (json.contains("thumbnails")) {
    ZSCAPE_TRY(const Json thumbnails, get_object(json, "thumbnails"));
    ZSCAPE_TRY(manifest.thumbnails, parse_file(thumbnails, "the list of thumbnails"));
  }
  return manifest;
}

std::string to_text(const Manifest& manifest) {
  Json models = Json::array(), datasets = Json::array();
  for (const ManifestEntry& entry : manifest.models) {
    Json json = to_json(ListedFile{entry.file, entry.bytes, entry.sha256});
    json.update({{"id", entry.id},
                 {"title", entry.title},
                 {"summary", entry.summary},
                 {"role", kRoles[static_cast<std::size_t>(entry.role)]},
                 {"dataset", entry.dataset},
                 {"metrics", entry.metrics}});
    if (entry.first) json["first"] = to_json(*entry.first);
    if (entry.codes) json["codes"] = to_json(*entry.codes);
    models.push_back(std::move(json));
  }
  for (const ListedDataset& dataset : manifest.datasets) {
    Json json = to_json(dataset.digits);
    json["id"] = dataset.id;
    datasets.push_back(std::move(json));
  }
  Json json = {{"models", std::move(models)}, {"datasets", std::move(datasets)}};
  if (manifest.thumbnails) json["thumbnails"] = to_json(*manifest.thumbnails);
  return json.dump(2) + "\n";
}

}  // namespace zscape
