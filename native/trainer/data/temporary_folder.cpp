#include "trainer/data/temporary_folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

namespace zscape {
namespace fs = std::filesystem;

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

Result<fs::path> TemporaryFolder::create() {
  std::error_code failed;
  std::string name = (fs::temp_directory_path(failed) / "zscape-XXXXXX").string();
  if (failed || !mkdtemp(name.data()))
    return Error{ErrorCode::io, "cannot make a temporary folder " + name + ": " + std::strerror(errno)};
  path_ = name;
  return path_;
}

}  // namespace zscape
