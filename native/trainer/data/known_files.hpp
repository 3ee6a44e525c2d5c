// The files of a published data set, known by their SHA-256.
#pragma once

#include <filesystem>

#include "base/error.hpp"
#include "base/file.hpp"
#include "trainer/data/dataset.hpp"

namespace zscape {

/// Error mismatch: `path` has another SHA-256 than `expected`.
Result<Bytes> read_checked(const std::filesystem::path& path, const DatasetFile& expected);

/// Error mismatch: a file of `dataset` in `folder` is not the known one. A user's own data is not checked.
Result<void> verify(const Dataset& dataset, const std::filesystem::path& folder);

/// The data set whose files are those that Debian 13 makes, which can be trained on but are not those of the published models.
Dataset as_on_debian_13(const Dataset& dataset);

}  // namespace zscape
