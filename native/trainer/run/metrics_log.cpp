#include "trainer/run/metrics_log.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <utility>

#include "base/file.hpp"
#include "base/json.hpp"
#include "trainer/run/event_file.hpp"

namespace zscape {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kEventPrefix = "events.out.tfevents.";
constexpr std::size_t kMaxLogBytes = std::size_t{1} << 30;

Error io_error(const fs::path& path, int code) {
  return {ErrorCode::io, "cannot write " + path.string() + ": " + std::strerror(code)};
}

double wall_seconds() { return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count(); }

// Readers take event files in the order of their names, so a later file needs a greater number even if the clock was set back.
Result<fs::path> next_event_file(const fs::path& folder) {
  auto number = static_cast<long long>(wall_seconds());
  std::error_code failed;
  fs::directory_iterator entry(folder, failed);
  for (; !failed && entry != fs::directory_iterator(); entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    long long taken = 0;
    if (name.rfind(kEventPrefix, 0) == 0 && std::sscanf(name.c_str() + kEventPrefix.size(), "%lld", &taken) == 1)
      number = std::max(number, taken + 1);
  }
  if (failed) return Error{ErrorCode::io, "cannot read the folder " + folder.string() + ": " + failed.message()};
  char digits[32];
  std::snprintf(digits, sizeof digits, "%010lld", number);
  return folder / (std::string(kEventPrefix) + digits + ".zscape");
}

// Keeps in metrics.jsonl the lines of the epochs up to `finished_epochs`.
Result<void> keep_finished(const fs::path& path, std::int64_t finished_epochs) {
  std::error_code unreadable;
  if (!fs::exists(path, unreadable) && !unreadable) return {};
  ZSCAPE_TRY(const std::string text, read_text(path, kMaxLogBytes));
  std::string kept;
  std::size_t number = 1;
  for (std::size_t start = 0, end; (end = text.find('\n', start)) != std::string::npos; start = end + 1, ++number) {
    const std::string_view line = std::string_view(text).substr(start, end + 1 - start);
    const std::string what = path.string() + ": line " + std::to_string(number);
    ZSCAPE_TRY(const Json record, parse_json_object(line, what));
    const auto epoch = get_integer(record, "epoch");
    if (!epoch) return about(what, {ErrorCode::corrupt, epoch.error().message});
    if (*epoch <= finished_epochs) kept += line;
  }
  if (kept.size() == text.size()) return {};
  return write_file(path, kept);
}

}  // namespace

Result<AppendFile> AppendFile::open(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (descriptor < 0) return io_error(path, errno);
  return AppendFile(descriptor, path);
}

AppendFile::AppendFile(AppendFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

AppendFile& AppendFile::operator=(AppendFile&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(path_, other.path_);
  return *this;
}

AppendFile::~AppendFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> AppendFile::append(std::string_view bytes) {
  const off_t before = ::lseek(descriptor_, 0, SEEK_END);
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      const Error error = io_error(path_, errno);
      if (::ftruncate(descriptor_, before) != 0) return Error{error.code, error.message + "; its last record is incomplete"};
      return error;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<MetricsLog> MetricsLog::open(const fs::path& folder, std::int64_t finished_epochs) {
  ZSCAPE_TRY_VOID(make_folder(folder / "samples"));
  const fs::path path = folder / "metrics.jsonl";
  ZSCAPE_TRY_VOID(keep_finished(path, finished_epochs));
  ZSCAPE_TRY(AppendFile lines, AppendFile::open(path));
  ZSCAPE_TRY(const fs::path event_path, next_event_file(folder));
  ZSCAPE_TRY(AppendFile events, AppendFile::open(event_path));
  const double now = wall_seconds();
  ZSCAPE_TRY_VOID(events.append(tf_record(file_version_event(now)) + tf_record(session_start_event(now, finished_epochs + 1))));
  return MetricsLog(folder, std::move(lines), std::move(events));
}

Result<void> MetricsLog::scalars(std::int64_t epoch, const std::map<std::string, double>& values) {
  check(!values.contains("epoch"), "epoch is what the values are logged under");
  Json line = values;
  line["epoch"] = epoch;
  ZSCAPE_TRY_VOID(lines_.append(line.dump() + "\n"));
  return events_.append(tf_record(scalars_event(wall_seconds(), epoch, values)));
}

Result<void> MetricsLog::sheet(std::int64_t epoch, const Image& image) {
  char name[32];
  std::snprintf(name, sizeof name, "epoch_%04lld.png", static_cast<long long>(epoch));
  const Bytes png = encode_png(image);
  ZSCAPE_TRY_VOID(write_file(folder_ / "samples" / name, png));
  const std::string_view text(reinterpret_cast<const char*>(png.data()), png.size());
  return events_.append(tf_record(image_event(wall_seconds(), epoch, "samples", image, text)));
}

}  // namespace zscape
