#include "ui/files/load_checked.hpp"

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "models/model.hpp"

namespace zscape {

Result<Model> load_checked(std::span<const std::byte> file, std::string_view expected_sha256) {
  if (!expected_sha256.empty()) ZSCAPE_TRY_VOID(expect_sha256(file, expected_sha256));
  return Model::load(file);
}

}  // namespace zscape
