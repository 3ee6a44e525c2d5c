// The data sets that a recipe can name, of images or of sounds, and reading them from a folder.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "data/idx.hpp"
#include "trainer/data/dataset.hpp"

namespace zscape {

/// In a folder of a user's own sounds: the names of their classes, one a line.
inline constexpr std::string_view kClassesName = "classes.txt";

std::span<const Dataset> datasets();

/// Error invalid_argument lists the known ids.
Result<Dataset> find_dataset(std::string_view id);

/// $XDG_CACHE_HOME/zscape/<id>, or under ~/.cache. Errors: not_found when neither variable is set, invalid_argument for a user's
/// own data, which has no default.
Result<std::filesystem::path> default_data_dir(const Dataset& dataset);

/// The images of a split of a data set of images, [count, height, width], at least two, with their labels and the names of all
/// classes. Errors: as parse_idx() and load_image_folder(); not_found says how to obtain the files; mismatch when IDX images have
/// another size.
Result<LabelledImages> load_split(const Dataset& dataset, const std::filesystem::path& folder, Split split, std::int64_t height,
                                  std::int64_t width);

/// The sounds of a split, segments of kSegmentSamples at kSegmentRate, at least two, with their labels and the names of all
/// classes. Errors: as parse_idx(); not_found says how to obtain the files; mismatch when segments have another length.
Result<LabelledSounds> load_sounds(const Dataset& dataset, const std::filesystem::path& folder, Split split);

}  // namespace zscape
