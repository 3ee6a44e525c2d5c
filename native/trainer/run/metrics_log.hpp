// The files in a run's folder that people read during and after training: metrics.jsonl, TensorBoard's event files and the sample
// sheets.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "base/error.hpp"
#include "image/sheet.hpp"

namespace zscape {

/// A file that only grows: each piece is appended whole or not at all.
class AppendFile {
 public:
  static Result<AppendFile> open(const std::filesystem::path& path);
  AppendFile(AppendFile&& other) noexcept;
  AppendFile& operator=(AppendFile&& other) noexcept;
  ~AppendFile();

  /// Error io: the part of `bytes` that could be written has been removed again.
  Result<void> append(std::string_view bytes);

 private:
  AppendFile(int descriptor, std::filesystem::path path) : descriptor_(descriptor), path_(std::move(path)) {}

  int descriptor_;
  std::filesystem::path path_;
};

/// An epoch is to be logged before its checkpoint is written: one that is trained again after a crash is then logged once.
class MetricsLog {
 public:
  /// Goes on after `finished_epochs`: lines of later epochs and an incomplete last line are dropped from metrics.jsonl, and a new
  /// event file makes TensorBoard drop those epochs too. Errors: io; corrupt, naming the line that is no record.
  static Result<MetricsLog> open(const std::filesystem::path& folder, std::int64_t finished_epochs);

  /// {"epoch": 3, "kl": 25.01, "loss": 105.37}, and each value under its name as TensorBoard's tag. Values that are not finite
  /// become null in JSON.
  Result<void> scalars(std::int64_t epoch, const std::map<std::string, double>& values);

  /// samples/epoch_0003.png, and the same as TensorBoard's image "samples".
  Result<void> sheet(std::int64_t epoch, const Image& image);

 private:
  MetricsLog(std::filesystem::path folder, AppendFile lines, AppendFile events)
      : folder_(std::move(folder)), lines_(std::move(lines)), events_(std::move(events)) {}

  std::filesystem::path folder_;
  AppendFile lines_, events_;
};

}  // namespace zscape
