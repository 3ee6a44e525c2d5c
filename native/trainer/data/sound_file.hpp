// Reading sound files of every kind that libsndfile knows, a few seconds at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace zscape {

struct SoundBlock {
  std::vector<float> samples;         // the mean of all channels; empty at the end
  std::vector<std::int64_t> clipped;  // numbers, from the file's beginning, of those where a channel is clipped
};

/// A sample is clipped where a channel stays at the greatest value that the file's format knows, of either sign, for four samples
/// or more.
class SoundFile {
 public:
  /// Errors: the message of libsndfile; unsupported for a rate that cannot be resampled; invalid_argument for no samples.
  static Result<SoundFile> open(const std::filesystem::path& path);
  SoundFile(SoundFile&&) noexcept;
  ~SoundFile();

  std::int64_t rate() const;
  std::int64_t size() const;  // samples of each channel, as its header has it

  /// The next few seconds. Errors: corrupt where a sample is not finite or cannot be decoded.
  Result<SoundBlock> read();

  /// A fault in the file that did not keep it from being read; empty when there is none. Known once it has been read to its end.
  std::string complaint() const;

 private:
  class Reader;
  explicit SoundFile(std::unique_ptr<Reader> reader);

  std::unique_ptr<Reader> reader_;
};

}  // namespace zscape
