// Whole files in and out. Writing goes to a temporary name in the same folder and is renamed, so a reader never sees half a file.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace zscape {

using Bytes = std::vector<std::byte>;

/// Errors: not_found; io, also for what is no regular file and for more than `limit` bytes.
Result<Bytes> read_file(const std::filesystem::path& path, std::size_t limit = std::size_t{1} << 31);
Result<std::string> read_text(const std::filesystem::path& path, std::size_t limit = std::size_t{16} << 20);

struct FileToWrite {
  std::filesystem::path path;
  std::span<const std::byte> bytes;
  /// For what is too large to be in memory: what follows `bytes`, piece by piece until one is empty. Its Error ends the writing.
  std::function<Result<std::span<const std::byte>>()> more = {};
};

/// Replaces all of `files` or, as long as nothing but a rename can fail, none: every byte is on the disk before the first is
/// replaced. Links are followed. Error io: folder missing, not writable, disk full, not a regular file.
Result<void> write_files(std::span<const FileToWrite> files);

/// Makes a folder, and those that it lies in, where they are missing. Error io.
Result<void> make_folder(const std::filesystem::path& path);

/// write_files() for one file.
Result<void> write_file(const std::filesystem::path& path, std::span<const std::byte> bytes);
Result<void> write_file(const std::filesystem::path& path, std::string_view text);

}  // namespace zscape
