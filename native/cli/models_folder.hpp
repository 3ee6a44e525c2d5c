// Finding and opening the model that a command names: a published id, or a weights file.
#pragma once

#include <filesystem>
#include <string>

#include "models/model.hpp"

namespace zscape {

/// The model of that id in `folder`/models.json, or where that is empty in the published ones, whose file must have the SHA-256
/// that models.json states. Error not_found lists the published ids.
Result<Model> open_published(const std::string& id, const std::filesystem::path& folder);

/// `name` is a path when it holds a slash or ends in .safetensors, else the id of a published model.
Result<Model> open_model(const std::string& name, const std::filesystem::path& folder);

/// What the file holds of which open_model() makes a model; refused likewise.
Result<ModelFile> open_model_file(const std::string& name, const std::filesystem::path& folder);

}  // namespace zscape
