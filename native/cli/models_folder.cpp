#include "models_folder.hpp"

#include <string_view>

#include "base/sha256.hpp"
#include "weights/manifest.hpp"

namespace zscape {
namespace {

Result<Model> load(const std::filesystem::path& path, const Bytes& bytes) {
  auto model = Model::load(bytes);
  if (!model) return Error{model.error().code, path.string() + ": " + model.error().message};
  return model;
}

Result<Model> open_file(const std::filesystem::path& path) {
  ZSCAPE_TRY(const Bytes bytes, read_file(path));
  return load(path, bytes);
}

}  // namespace

Result<Model> open_published(const std::string& id, const std::filesystem::path& folder) {
  const std::filesystem::path list = folder / "models.json";
  ZSCAPE_TRY(const std::string text, read_text(list));
  const auto manifest = parse_manifest(text);
  if (!manifest) return Error{manifest.error().code, list.string() + ": " + manifest.error().message};
  std::string known;
  for (const ManifestEntry& entry : manifest->models) {
    known += (known.empty() ? "" : ", ") + entry.id;
    if (entry.id != id) continue;
    const std::filesystem::path path = folder / entry.file;
    ZSCAPE_TRY(const Bytes bytes, read_file(path));
    const std::string found = sha256_hex(bytes);
    if (found == entry.sha256) return load(path, bytes);
    auto damaged = Model::load(bytes);  // says more precisely what is wrong, where it can
    return Error{ErrorCode::mismatch, path.string() + " is not the published file: expected SHA-256 " + entry.sha256 + ", found " +
                                          found + (damaged ? "" : "; " + damaged.error().message)};
  }
  return Error{ErrorCode::not_found, "no published model \"" + id + "\" in " + folder.string() + "; there is " + known};
}

Result<Model> open_model(const std::string& name, const std::filesystem::path& folder) {
  const bool is_path = name.find('/') != std::string::npos || std::string_view(name).ends_with(".safetensors");
  return is_path ? open_file(name) : open_published(name, folder);
}

}  // namespace zscape
