// Whole files in and out. Writing goes to a temporary name in the same folder and is renamed, so a reader never sees half a file.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace zscape {

using Bytes = std::vector<std::byte>;

/// Errors: not_found, io; also when the file is larger than `limit` bytes.
Result<Bytes> read_file(const std::filesystem::path& path, std::size_t limit = std::size_t{1} << 31);
Result<std::string> read_text(const std::filesystem::path& path, std::size_t limit = std::size_t{16} << 20);

/// Replaces `path` as a whole or leaves it as it was. Error io: folder missing, not writable, disk full.
Result<void> write_file(const std::filesystem::path& path, std::span<const std::byte> bytes);
Result<void> write_file(const std::filesystem::path& path, std::string_view text);

}  // namespace zscape
