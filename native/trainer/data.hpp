// The data sets a recipe can name: where they come from, which files they are, and reading them from a folder.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "data/idx.hpp"

namespace zscape {

struct DatasetFile {
  std::string_view name;  // as stored in the folder
  std::string_view sha256;
};

struct Dataset {
  std::string_view id;                      // "mnist"
  std::string_view title;                   // "MNIST"
  std::string_view subject;                 // what its pictures show
  std::string_view license;                 // which the weights made from it inherit
  std::string_view npm_package;             // holds the files under data/
  std::array<DatasetFile, 4> files;         // training images and labels, test images and labels
  std::array<std::string_view, 2> mirrors;  // folders that hold the same files with .gz appended
};

enum class Split { train, test };

/// Error invalid_argument lists the known ids.
Result<Dataset> find_dataset(std::string_view id);

/// $XDG_CACHE_HOME/zscape/<id>, or under ~/.cache. Error not_found when neither variable is set.
Result<std::filesystem::path> default_data_dir(const Dataset& dataset);

/// Errors: as parse_idx(); not_found says how to obtain the files.
Result<LabelledImages> load_split(const Dataset& dataset, const std::filesystem::path& folder, Split split);

/// Makes `folder` hold every file of `dataset`, each checked by its hash and put in place as a whole; says on stdout what it
/// does. Files already there and right are kept. The Error lists why each source failed.
Result<void> obtain(const Dataset& dataset, const std::filesystem::path& folder);

}  // namespace zscape
