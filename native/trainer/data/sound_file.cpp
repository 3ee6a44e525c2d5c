#include "trainer/data/sound_file.hpp"

#include <sndfile.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

#include "audio/sound.hpp"

namespace zscape {
namespace {

constexpr std::int64_t kBlockSeconds = 4;
constexpr std::int64_t kMaxBlockValues = std::int64_t{1} << 22;  // of all channels
constexpr int kClippedRun = 4;

// The greatest value of the file's samples, as a float. Of compressed formats, that of the 16 bits that they mostly come from.
float full_scale(int format) {
  switch (format & SF_FORMAT_SUBMASK) {
    case SF_FORMAT_PCM_S8:
    case SF_FORMAT_PCM_U8:
      return 1.0f - 0x1p-7f;
    case SF_FORMAT_PCM_24:
      return 1.0f - 0x1p-23f;
    case SF_FORMAT_PCM_32:
    case SF_FORMAT_FLOAT:
    case SF_FORMAT_DOUBLE:
      return 1.0f;
    default:
      return 1.0f - 0x1p-15f;
  }
}

constexpr double kMaxSum = 1e30;  // of a frame's channels; resampling makes some samples a little larger

}  // namespace

class SoundFile::Reader {
 public:
  Reader(SNDFILE* file, const SF_INFO& info) : file_(file), info_(info), runs_(static_cast<std::size_t>(info.channels)) {
    const std::int64_t frames = std::clamp<std::int64_t>(kMaxBlockValues / info.channels, 1, kBlockSeconds * info.samplerate);
    values_.resize(static_cast<std::size_t>(frames * info.channels));
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() { sf_close(file_); }

  const SF_INFO& info() const { return info_; }

  Result<SoundBlock> read() {
    const auto channels = static_cast<std::size_t>(info_.channels);
    const sf_count_t frames = sf_readf_float(file_, values_.data(), static_cast<sf_count_t>(values_.size() / channels));
    if (sf_error(file_) != SF_ERR_NO_ERROR)
      return Error{ErrorCode::corrupt,
                   "cannot be read beyond sample " + std::to_string(done_ + frames) + ": " + sf_strerror(file_)};
    SoundBlock block;
    for (std::size_t i = 0; i < static_cast<std::size_t>(frames); ++i, ++done_) {
      const std::span<const float> frame = std::span<const float>(values_).subspan(i * channels, channels);
      double sum = 0;
      for (const float value : frame) sum += value;
      if (!std::isfinite(sum)) return Error{ErrorCode::corrupt, "holds a sample that is not finite, at " + std::to_string(done_)};
      if (std::abs(sum) > kMaxSum)
        return Error{ErrorCode::corrupt, "holds a sample beyond 1e30, at " + std::to_string(done_) + ": expected some near 1"};
      block.samples.push_back(static_cast<float>(sum / static_cast<double>(channels)));
      if (is_clipped(frame)) block.clipped.push_back(done_);
    }
    return block;
  }

  std::string complaint() const {
    if (done_ < info_.frames) return "promises " + std::to_string(info_.frames) + " samples, ends after " + std::to_string(done_);
    return size_complaint();
  }

 private:
  // Whether a channel has been at full scale for long enough. Floats beyond it are loud, not clipped.
  bool is_clipped(std::span<const float> frame) {
    const float most = full_scale(info_.format);
    bool clipped = false;
    for (std::size_t channel = 0; channel < frame.size(); ++channel) {
      const float value = frame[channel];
      const int sign = value >= most && value <= 1.0f ? 1 : value <= -most && value >= -1.0f ? -1 : 0;
      Run& run = runs_[channel];
      run = sign == 0 ? Run{} : Run{sign, run.sign == sign ? run.length + 1 : 1};
      clipped = clipped || run.length >= kClippedRun;
    }
    return clipped;
  }

  // libsndfile reads a file that is shorter than its header claims, and only its log says so: "data : 1000 (should be 10)".
  std::string size_complaint() const {
    std::array<char, 1 << 14> log{};
    sf_command(file_, SFC_GET_LOG_INFO, log.data(), static_cast<int>(log.size()));
    const std::string text(log.data());
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const std::string line = text.substr(at, end - at);
      // 2^32 - 1 is how a program that wrote to a pipe says that it did not know.
      if (line.starts_with("data :") && line.find("(should be") != std::string::npos &&
          line.find("4294967295") == std::string::npos)
        return "its header is wrong, " + line;
      at = end + 1;
    }
    return {};
  }

  struct Run {
    int sign = 0, length = 0;  // of values at full scale
  };

  SNDFILE* file_;
  SF_INFO info_;
  std::vector<float> values_;  // [frame, channel]
  std::vector<Run> runs_;      // [channel]
  std::int64_t done_ = 0;
};

SoundFile::SoundFile(std::unique_ptr<Reader> reader) : reader_(std::move(reader)) {}
SoundFile::SoundFile(SoundFile&&) noexcept = default;
SoundFile::~SoundFile() = default;

Result<SoundFile> SoundFile::open(const std::filesystem::path& path) {
  SF_INFO info = {};
  SNDFILE* file = sf_open(path == "-" ? "./-" : path.c_str(), SFM_READ, &info);  // "-" alone is what comes in
  if (!file) return Error{ErrorCode::corrupt, sf_strerror(nullptr)};
  auto reader = std::make_unique<Reader>(file, info);
  if (info.samplerate < kMinRate || info.samplerate > kMaxRate)
    return Error{ErrorCode::unsupported, "has " + std::to_string(info.samplerate) + " samples per second: expected " +
                                             std::to_string(kMinRate) + " to " + std::to_string(kMaxRate)};
  if (info.frames == 0) return Error{ErrorCode::invalid_argument, "holds no samples"};
  return SoundFile(std::move(reader));
}

std::int64_t SoundFile::rate() const { return reader_->info().samplerate; }
std::int64_t SoundFile::size() const { return reader_->info().frames; }
Result<SoundBlock> SoundFile::read() { return reader_->read(); }
std::string SoundFile::complaint() const { return reader_->complaint(); }

}  // namespace zscape
