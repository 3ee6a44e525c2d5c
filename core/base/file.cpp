#include "base/file.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>

namespace zscape {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kMaxTemporaries = 100;  // in one folder, of other writers at work and of such that were killed

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

Error io_error(const fs::path& path, const char* doing) {
  const int code = errno;
  return {code == ENOENT ? ErrorCode::not_found : ErrorCode::io,
          std::string("cannot ") + doing + " " + path.string() + ": " + std::strerror(code)};
}

struct Replacement {
  fs::path target, temporary;
};

// What `path` stands for once links are followed; nothing but a regular file is ever replaced.
Result<fs::path> replaceable(const fs::path& path) {
  if (path.empty()) return Error{ErrorCode::invalid_argument, "cannot write: the file name is empty"};
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (!fs::exists(status)) return path;
  if (!fs::is_regular_file(status)) return Error{ErrorCode::io, "cannot write " + path.string() + ": it is not a regular file"};
  fs::path target = fs::canonical(path, failed);
  if (failed) return Error{ErrorCode::io, "cannot write " + path.string() + ": " + failed.message()};
  return target;
}

/// A new file beside the target, never one that was there, which may be somebody's own or lead elsewhere.
/// `first` is the number of its name, from which on names are tried.
Result<File> open_temporary(Replacement& replacement, std::size_t first, const fs::path& path) {
  const fs::path folder = replacement.target.parent_path();
  for (std::size_t i = first; i < first + kMaxTemporaries; ++i) {
    const fs::path name = folder / ("zscape-" + std::to_string(i) + ".partial");
    if (std::FILE* file = std::fopen(name.c_str(), "wbx")) {
      replacement.temporary = name;
      return File(file, &std::fclose);
    }
    if (errno != EEXIST) return io_error(path, "write");
  }
  return Error{ErrorCode::io, "cannot write " + path.string() + ": its folder holds " + std::to_string(kMaxTemporaries) +
                                  " files like zscape-0.partial; delete them, unless something is being written there"};
}

Result<void> write_bytes(Replacement& replacement, std::size_t place, const FileToWrite& what) {
  ZSCAPE_TRY(File file, open_temporary(replacement, place, what.path));
  std::span<const std::byte> bytes = what.bytes;
  do {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size()) return io_error(what.path, "write");
    bytes = {};
    if (what.more) {
      ZSCAPE_TRY(bytes, what.more());
    }
  } while (!bytes.empty());
  if (std::fflush(file.get()) != 0 || fsync(fileno(file.get())) != 0) return io_error(what.path, "write");
  if (std::fclose(file.release()) != 0) return io_error(what.path, "write");
  return {};
}

}  // namespace

Result<Bytes> read_file(const fs::path& path, std::size_t limit) {
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (fs::is_directory(status)) return Error{ErrorCode::io, "cannot read " + path.string() + ": it is a folder"};
  // A pipe or device could keep the reader waiting, or never end.
  if (fs::exists(status) && !fs::is_regular_file(status))
    return Error{ErrorCode::io, "cannot read " + path.string() + ": it is not a regular file"};
  const File file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) return io_error(path, "read");
  const std::uintmax_t size = fs::file_size(path, failed);
  if (failed) return Error{ErrorCode::io, "cannot read " + path.string() + ": " + failed.message()};
  if (size > limit)
    return Error{ErrorCode::io,
                 path.string() + " has " + std::to_string(size) + " bytes, at most " + std::to_string(limit) + " are read"};
  Bytes bytes(static_cast<std::size_t>(size));
  if (std::fread(bytes.data(), 1, bytes.size(), file.get()) != bytes.size()) {
    if (std::ferror(file.get())) return io_error(path, "read");
    return Error{ErrorCode::io, "cannot read " + path.string() + ": it became shorter meanwhile"};
  }
  return bytes;
}

Result<std::string> read_text(const fs::path& path, std::size_t limit) {
  ZSCAPE_TRY(const Bytes bytes, read_file(path, limit));
  return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

Result<void> write_files(std::span<const FileToWrite> files) {
  std::vector<Replacement> replacements;
  const auto fail = [&](Error error) {
    std::error_code ignored;
    for (const Replacement& replacement : replacements) fs::remove(replacement.temporary, ignored);
    return error;
  };
  for (const FileToWrite& file : files) {
    const auto target = replaceable(file.path);
    if (!target) return fail(target.error());
    replacements.push_back({*target, {}});
    if (const auto written = write_bytes(replacements.back(), replacements.size() - 1, file); !written)
      return fail(written.error());
  }
  for (const Replacement& replacement : replacements) {
    std::error_code failed;
    fs::rename(replacement.temporary, replacement.target, failed);
    if (failed) return fail({ErrorCode::io, "cannot write " + replacement.target.string() + ": " + failed.message()});
  }
  return {};
}

Result<void> make_folder(const fs::path& path) {
  std::error_code failed;
  fs::create_directories(path, failed);
  if (failed) return Error{ErrorCode::io, "cannot make the folder " + path.string() + ": " + failed.message()};
  return {};
}

Result<void> write_file(const fs::path& path, std::span<const std::byte> bytes) {
  const FileToWrite file{path, bytes};
  return write_files({&file, 1});
}

Result<void> write_file(const fs::path& path, std::string_view text) {
  return write_file(path, std::as_bytes(std::span(text.data(), text.size())));
}

}  // namespace zscape
