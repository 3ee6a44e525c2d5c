#include "trainer/data/known_files.hpp"

#include "base/sha256.hpp"

namespace zscape {
namespace fs = std::filesystem;

Result<Bytes> read_checked(const fs::path& path, const DatasetFile& expected) {
  ZSCAPE_TRY(Bytes bytes, read_file(path));
  if (const auto same = expect_sha256(bytes, expected.sha256); !same) return about(path.string(), same.error());
  return bytes;
}

Result<void> verify(const Dataset& dataset, const fs::path& folder) {
  if (is_users_own(dataset)) return {};
  for (const DatasetFile& file : dataset.files) ZSCAPE_TRY_VOID(read_checked(folder / file.name, file));
  return {};
}

Dataset as_on_debian_13(const Dataset& dataset) {
  Dataset result = dataset;
  for (std::size_t i = 0; i < result.files.size(); ++i)
    if (!dataset.debian_13_sha256[i].empty()) result.files[i].sha256 = dataset.debian_13_sha256[i];
  return result;
}

}  // namespace zscape
