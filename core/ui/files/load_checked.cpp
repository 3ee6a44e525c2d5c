#include "ui/files/load_checked.hpp"

#include <utility>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "models/model.hpp"

namespace zscape {

Error damaged(std::string_view expected_sha256, const std::string& found) {
  return {ErrorCode::mismatch,
          "expected SHA-256 " + std::string(expected_sha256) + ", found " + found + "; the download is damaged"};
}

Result<Model> load_checked(std::span<const std::byte> file, std::string_view expected_sha256) {
  if (!expected_sha256.empty()) {
    if (const std::string found = sha256_hex(file); found != expected_sha256) return damaged(expected_sha256, found);
  }
  return Model::load(file);
}

}  // namespace zscape
