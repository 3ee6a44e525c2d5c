// A folder for files that nobody needs afterwards.
#pragma once

#include <filesystem>

#include "base/error.hpp"

namespace zscape {

/// Goes away with everything in it.
class TemporaryFolder {
 public:
  TemporaryFolder() = default;
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();

  /// Error io: no temporary folder can be made.
  Result<std::filesystem::path> create();

 private:
  std::filesystem::path path_;
};

}  // namespace zscape
