#include "cli/wav_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>
#include <vector>

namespace zscape {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxBeforeSamples = std::size_t{1} << 20;  // bytes; some programs put pictures there
constexpr std::size_t kPieceFrames = std::size_t{1} << 16;

Error cannot_read(const std::string& name, const std::string& why, ErrorCode code = ErrorCode::io) {
  return {code, "cannot read " + name + ": " + why};
}

}  // namespace

Result<WavFile> WavFile::open(const fs::path& path) {
  const std::string name = path.string();
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (fs::is_directory(status)) return cannot_read(name, "it is a folder");
  // A pipe or device could keep the reader waiting, or never end.
  if (fs::exists(status) && !fs::is_regular_file(status)) return cannot_read(name, "it is not a regular file");
  File file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) return cannot_read(name, std::strerror(errno), errno == ENOENT ? ErrorCode::not_found : ErrorCode::io);
  const std::uintmax_t size = fs::file_size(path, failed);
  if (failed) return cannot_read(name, failed.message());
  Bytes beginning(static_cast<std::size_t>(std::min<std::uintmax_t>(size, kMaxBeforeSamples)));
  if (std::fread(beginning.data(), 1, beginning.size(), file.get()) != beginning.size())
    return cannot_read(name, "it became shorter meanwhile");
  ZSCAPE_TRY(const WavLayout layout, parse_wav_layout(beginning, size, name));
  return WavFile(name, std::move(file), layout);
}

Result<void> WavFile::read(const std::function<void(std::span<const float>)>& take) {
  if (fseeko(file_.get(), static_cast<off_t>(layout_.first_byte), SEEK_SET) != 0) return cannot_read(name_, std::strerror(errno));
  Bytes bytes(kPieceFrames * layout_.frame_bytes());
  std::vector<float> samples(kPieceFrames);
  for (std::int64_t first = 0; first < layout_.frames; first += static_cast<std::int64_t>(kPieceFrames)) {
    const std::size_t count = std::min(kPieceFrames, static_cast<std::size_t>(layout_.frames - first));
    const auto frames = std::span(bytes).first(count * layout_.frame_bytes());
    if (std::fread(frames.data(), 1, frames.size(), file_.get()) != frames.size())
      return cannot_read(name_, "it became shorter meanwhile");
    const auto piece = std::span(samples).first(count);
    ZSCAPE_TRY_VOID(decode_frames(layout_, frames, first, name_, piece));
    take(piece);
  }
  return {};
}

}  // namespace zscape
