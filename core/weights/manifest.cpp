#include "weights/manifest.hpp"

#include <algorithm>

#include "base/json.hpp"

namespace zscape {
namespace {

Error corrupt(std::string message) { return {ErrorCode::corrupt, "models.json: " + std::move(message)}; }

// A name that stays in the folder of models.json.
bool plain_file_name(std::string_view name) {
  return !name.empty() && name[0] != '.' && name.find_first_of("/\\:?#%") == std::string_view::npos;
}

bool is_sha256(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Result<ManifestEntry> parse_entry(const Json& json) {
  if (!json.is_object()) return corrupt(std::string("expected an object for each model, found ") + json.type_name());
  ManifestEntry entry;
  ZSCAPE_TRY(entry.id, get_string(json, "id"));
  ZSCAPE_TRY(entry.title, get_string(json, "title"));
  ZSCAPE_TRY(entry.summary, get_string(json, "summary"));
  ZSCAPE_TRY(const std::string role, get_string(json, "role"));
  if (role != "generator" && role != "classifier")
    return corrupt("\"role\" should be generator or classifier, found \"" + role + "\"");
  entry.role = role == "classifier" ? ModelRole::classifier : ModelRole::generator;
  ZSCAPE_TRY(entry.dataset, get_string(json, "dataset"));
  ZSCAPE_TRY(entry.file, get_string(json, "file"));
  ZSCAPE_TRY(entry.bytes, get_integer(json, "bytes"));
  ZSCAPE_TRY(entry.sha256, get_string(json, "sha256"));
  ZSCAPE_TRY(const Json metrics, get_object(json, "metrics"));
  for (const auto& [name, value] : metrics.items()) {
    ZSCAPE_TRY(entry.metrics[name], get_number(metrics, name));
  }
  if (!plain_file_name(entry.file))
    return corrupt("\"" + entry.id + "\" should name a file beside models.json, found \"" + entry.file + "\"");
  if (entry.bytes <= 0) return corrupt("\"" + entry.id + "\" has an impossible size: " + std::to_string(entry.bytes) + " bytes");
  if (!is_sha256(entry.sha256))
    return corrupt("\"" + entry.id + "\" should have 64 hexadecimal digits of SHA-256, found \"" + entry.sha256 + "\"");
  return entry;
}

}  // namespace

Result<Manifest> parse_manifest(std::string_view text) {
  ZSCAPE_TRY(const Json json, parse_json_object(text, "models.json"));
  ZSCAPE_TRY(const Json models, get_array(json, "models"));
  Manifest manifest;
  for (const Json& model : models) {
    ZSCAPE_TRY(ManifestEntry entry, parse_entry(model));
    const bool repeated = std::any_of(manifest.begin(), manifest.end(), [&](const ManifestEntry& e) { return e.id == entry.id; });
    if (repeated) return corrupt("\"" + entry.id + "\" is listed twice");
    manifest.push_back(std::move(entry));
  }
  if (manifest.empty()) return corrupt("it lists no model");
  return manifest;
}

std::string to_text(const Manifest& manifest) {
  Json models = Json::array();
  for (const ManifestEntry& entry : manifest) {
    models.push_back({{"id", entry.id},
                      {"title", entry.title},
                      {"summary", entry.summary},
                      {"role", entry.role == ModelRole::classifier ? "classifier" : "generator"},
                      {"dataset", entry.dataset},
                      {"file", entry.file},
                      {"bytes", entry.bytes},
                      {"sha256", entry.sha256},
                      {"metrics", entry.metrics}});
  }
  return Json{{"models", std::move(models)}}.dump(2) + "\n";
}

}  // namespace zscape
