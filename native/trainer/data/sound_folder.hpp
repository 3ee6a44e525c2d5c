// Folders of sound files as a data set: each folder is a class, each sound is cut into segments.
#pragma once

#include <filesystem>
#include <span>

#include "base/error.hpp"

namespace zscape {

/// Writes the files of the data set `sound` to `folder`, all of them or none, from `inputs`: folders, searched for sound files to
/// any depth, or single files. Each is a class, named after its last part. Of the files of a class with anything in them every
/// tenth, by name, is for the test. Says on stdout what was made of each class, which files were left out and why, and how many
/// segments. Names that begin with a dot are ignored. Errors: not_found and invalid_argument name an input that does not exist, has
/// nothing to use or shares its name with another; io, also when interrupted.
Result<void> cut_sounds(std::span<const std::filesystem::path> inputs, const std::filesystem::path& folder);

}  // namespace zscape
