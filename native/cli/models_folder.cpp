#include "models_folder.hpp"

#include <string_view>

#include "base/sha256.hpp"
#include "models_folder/data_folder.hpp"
#include "weights/manifest.hpp"

namespace zscape {
namespace {

Result<Bytes> read_published(const std::string& id, const std::filesystem::path& given_folder) {
  ZSCAPE_TRY(const std::filesystem::path folder, models_folder(given_folder));
  const std::filesystem::path list = folder / "models.json";
  ZSCAPE_TRY(const std::string text, read_text(list));
  const auto manifest = parse_manifest(text);
  if (!manifest) return Error{manifest.error().code, list.string() + ": " + manifest.error().message};
  std::string known;
  for (const ManifestEntry& entry : manifest->models) {
    known += (known.empty() ? "" : ", ") + entry.id;
    if (entry.id != id) continue;
    const std::filesystem::path path = folder / entry.file;
    ZSCAPE_TRY(Bytes bytes, read_file(path));
    const std::string found = sha256_hex(bytes);
    if (found == entry.sha256) return bytes;
    auto damaged = Model::load(bytes);  // says more precisely what is wrong, where it can
    return Error{ErrorCode::mismatch, path.string() + " is not the published file: expected SHA-256 " + entry.sha256 + ", found " +
                                          found + (damaged ? "" : "; " + damaged.error().message)};
  }
  return Error{ErrorCode::not_found, "no published model \"" + id + "\" in " + folder.string() + "; there is " + known};
}

Result<Bytes> read(const std::string& name, const std::filesystem::path& folder) {
  const bool is_path = name.find('/') != std::string::npos || std::string_view(name).ends_with(".safetensors");
  return is_path ? read_file(name) : read_published(name, folder);
}

Result<Model> load(const std::string& name, const Bytes& bytes) {
  auto model = Model::load(bytes);
  if (!model) return Error{model.error().code, name + ": " + model.error().message};
  return model;
}

}  // namespace

Result<Model> open_published(const std::string& id, const std::filesystem::path& folder) {
  ZSCAPE_TRY(const Bytes bytes, read_published(id, folder));
  return load(id, bytes);
}

Result<Model> open_model(const std::string& name, const std::filesystem::path& folder) {
  ZSCAPE_TRY(const Bytes bytes, read(name, folder));
  return load(name, bytes);
}

Result<ModelFile> open_model_file(const std::string& name, const std::filesystem::path& folder) {
  ZSCAPE_TRY(const Bytes bytes, read(name, folder));
  ZSCAPE_TRY_VOID(load(name, bytes));
  return parse_model_file(bytes);
}

}  // namespace zscape
