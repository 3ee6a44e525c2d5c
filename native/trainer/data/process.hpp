// Running another program and waiting for it, without a shell in between.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace zscape {

/// Runs `arguments` (the program first, found through PATH) inside `folder`. Its output goes to a log there; the Error quotes the
/// last line of the log that is not empty.
Result<void> run_program(const std::vector<std::string>& arguments, const std::filesystem::path& folder);

}  // namespace zscape
