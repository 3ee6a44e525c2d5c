// The folder of published models: its list, models.json, and the model files that the list names.
#pragma once

#include <filesystem>
#include <string>

#include "base/error.hpp"
#include "base/file.hpp"
#include "models/model.hpp"
#include "weights/manifest.hpp"

namespace zscape {

inline constexpr const char* kManifestName = "models.json";

/// `folder`/models.json. Errors name the file; not_found where there is none.
Result<Manifest> read_manifest(const std::filesystem::path& folder);

/// The model file of an entry. Error mismatch: its SHA-256 is not the one that the list states.
Result<Bytes> read_published(const std::filesystem::path& folder, const ManifestEntry& entry);

/// The published model `id`; an empty `folder` is that of the models that come with zscape, here and below. Error not_found lists
/// the published ids; otherwise as read_published().
Result<Model> open_published(const std::string& id, const std::filesystem::path& folder);

/// `name` is a path when it holds a slash or ends in .safetensors, else the id of a published model.
Result<Model> open_model(const std::string& name, const std::filesystem::path& folder);

/// The content of the file that open_model() would open, refused for the same reasons.
Result<ModelFile> open_model_file(const std::string& name, const std::filesystem::path& folder);

}  // namespace zscape
