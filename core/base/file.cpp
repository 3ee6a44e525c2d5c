#include "base/file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>

namespace zscape {
namespace fs = std::filesystem;
namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

Error io_error(const fs::path& path, const char* doing) {
  const int code = errno;
  return {code == ENOENT ? ErrorCode::not_found : ErrorCode::io,
          std::string("cannot ") + doing + " " + path.string() + ": " + std::strerror(code)};
}

}  // namespace

Result<Bytes> read_file(const fs::path& path, std::size_t limit) {
  std::error_code failed;
  if (fs::is_directory(path, failed)) return Error{ErrorCode::io, "cannot read " + path.string() + ": it is a folder"};
  const File file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) return io_error(path, "read");
  Bytes bytes;
  std::size_t read = 0;
  do {
    bytes.resize(read + (std::size_t{1} << 20));
    const std::size_t got = std::fread(bytes.data() + read, 1, bytes.size() - read, file.get());
    if (std::ferror(file.get())) return io_error(path, "read");
    read += got;
    if (read > limit)
      return Error{ErrorCode::io, path.string() + " is larger than " + std::to_string(limit) + " bytes, the most that is read"};
  } while (!std::feof(file.get()));
  bytes.resize(read);
  bytes.shrink_to_fit();
  return bytes;
}

Result<std::string> read_text(const fs::path& path, std::size_t limit) {
  ZSCAPE_TRY(const Bytes bytes, read_file(path, limit));
  return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

Result<void> write_file(const fs::path& path, std::span<const std::byte> bytes) {
  fs::path temporary = path;
  temporary += ".partial";
  const auto fail = [&](Error error) {
    std::error_code ignored;
    fs::remove(temporary, ignored);
    return error;
  };
  File file(std::fopen(temporary.c_str(), "wb"), &std::fclose);
  if (!file) return io_error(path, "write");
  if (std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size() || std::fflush(file.get()) != 0)
    return fail(io_error(path, "write"));
  if (std::fclose(file.release()) != 0) return fail(io_error(path, "write"));
  std::error_code failed;
  fs::rename(temporary, path, failed);
  if (failed) return fail({ErrorCode::io, "cannot write " + path.string() + ": " + failed.message()});
  return {};
}

Result<void> write_file(const fs::path& path, std::string_view text) {
  return write_file(path, std::as_bytes(std::span(text.data(), text.size())));
}

}  // namespace zscape
