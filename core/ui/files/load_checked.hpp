// Loading with the SHA-256 that a list of models promised.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "base/error.hpp"
#include "models/model.hpp"

namespace zscape {

/// `expected_sha256` may be empty. Errors: another SHA-256, and those of Model::load().
Result<Model> load_checked(std::span<const std::byte> file, std::string_view expected_sha256);

}  // namespace zscape
