#include "models_folder/models_folder.hpp"

#include <string_view>

#include "base/sha256.hpp"
#include "models_folder/data_folder.hpp"

namespace zscape {
namespace fs = std::filesystem;
namespace {

Result<Bytes> read_published(const std::string& id, const fs::path& given_folder) {
  ZSCAPE_TRY(const fs::path folder, models_folder(given_folder));
  ZSCAPE_TRY(const Manifest manifest, read_manifest(folder));
  std::string known;
  for (const ManifestEntry& entry : manifest.models) {
    if (entry.id == id) return read_published(folder, entry);
    known += (known.empty() ? "" : ", ") + entry.id;
  }
  return Error{ErrorCode::not_found, "no published model \"" + id + "\" in " + folder.string() + "; there is " + known};
}

Result<Bytes> read(const std::string& name, const fs::path& folder) {
  const bool is_path = name.find('/') != std::string::npos || std::string_view(name).ends_with(".safetensors");
  return is_path ? read_file(name) : read_published(name, folder);
}

Result<Model> load(const std::string& name, const Bytes& bytes) {
  auto model = Model::load(bytes);
  if (!model) return about(name, model.error());
  return model;
}

}  // namespace

Result<Manifest> read_manifest(const fs::path& folder) {
  const fs::path path = folder / kManifestName;
  ZSCAPE_TRY(const std::string text, read_text(path));
  auto manifest = parse_manifest(text);
  if (!manifest) return about(path.string(), manifest.error());
  return manifest;
}

Result<Bytes> read_published(const fs::path& folder, const ManifestEntry& entry) {
  const fs::path path = folder / entry.file;
  ZSCAPE_TRY(Bytes bytes, read_file(path));
  const auto same = expect_sha256(bytes, entry.sha256);
  if (same) return bytes;
  const auto damaged = Model::load(bytes);  // where the file is broken, its own checks say more precisely how
  return about(path.string() + " is not the published file",
               {same.error().code, same.error().message + (damaged ? "" : "; " + damaged.error().message)});
}

Result<Model> open_published(const std::string& id, const fs::path& folder) {
  ZSCAPE_TRY(const Bytes bytes, read_published(id, folder));
  return load(id, bytes);
}

Result<Model> open_model(const std::string& name, const fs::path& folder) {
  ZSCAPE_TRY(const Bytes bytes, read(name, folder));
  return load(name, bytes);
}

Result<ModelFile> open_model_file(const std::string& name, const fs::path& folder) {
  ZSCAPE_TRY(const Bytes bytes, read(name, folder));
  ZSCAPE_TRY_VOID(load(name, bytes));
  return parse_model_file(bytes);
}

}  // namespace zscape
