// Where the programs find the models and recipes that come with them. They look beside themselves, so that what was installed may
// be moved as a whole; a build tree has the same folders as links into the source tree.
#pragma once

#include <filesystem>
#include <string>

#include "base/error.hpp"

namespace zscape {

/// The folder share/zscape/`kind`, with kind "models" or "recipes", beside the folder of `program` or beside one above it; links to
/// the program are followed. Error not_found: no such folder, with every place that it was looked for in.
Result<std::filesystem::path> data_folder(const std::string& kind, const std::filesystem::path& program);

/// The same for the program that is running.
Result<std::filesystem::path> data_folder(const std::string& kind);

/// Where to read models: the folder given with --models-dir, or where that is empty the published ones. The Error of data_folder()
/// says then how to name a folder.
Result<std::filesystem::path> models_folder(const std::filesystem::path& given);

/// The recipe that `name` means: a file, or else the name of a recipe that comes with zscape. Error not_found lists those.
Result<std::filesystem::path> find_recipe(const std::string& name);

/// Where to write, or first to look: the folder that an option gave, else one relative to the current folder, of which the root of
/// a clone of this repository has its own.
std::filesystem::path folder_or(const std::string& given, const std::filesystem::path& in_clone,
                                const std::filesystem::path& elsewhere);

}  // namespace zscape
