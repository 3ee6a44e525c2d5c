// WAV files of any length, read piece by piece so that only a piece is in memory.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "audio/wav.hpp"

namespace zscape {

class WavFile {
 public:
  /// Errors: those of parse_wav_layout(), with the name of the file; not_found, io.
  static Result<WavFile> open(const std::filesystem::path& path);

  const WavLayout& layout() const { return layout_; }

  /// Gives all samples to `take`, piece by piece. Errors: those of decode_frames(); io.
  Result<void> read(const std::function<void(std::span<const float>)>& take);

 private:
  using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

  WavFile(std::string name, File file, const WavLayout& layout) : name_(std::move(name)), file_(std::move(file)), layout_(layout) {}

  std::string name_;
  File file_;
  WavLayout layout_;
};

}  // namespace zscape
