#include "audio/wav.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>

namespace zscape {
namespace {

static_assert(std::endian::native == std::endian::little, "WAV files are little-endian");

constexpr std::size_t kChunkHeader = 8;
// What programs that write to a pipe put where the size goes: ffmpeg and others; sox and espeak-ng.
constexpr std::array<std::uint32_t, 2> kUnknownSizes = {0xffffffff, 0x7ffff000};
constexpr std::uint16_t kInteger = 1, kFloat = 3, kExtensible = 0xfffe;
constexpr std::uint16_t kMaxChannels = 64;

template <class T>
T read(std::span<const std::byte> bytes, std::size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

std::string_view tag(std::span<const std::byte> bytes, std::size_t at) {
  return {reinterpret_cast<const char*>(bytes.data()) + at, 4};
}

struct Chunks {
  std::optional<std::span<const std::byte>> format;
  std::uint64_t first_byte = 0, data_bytes = 0;
};

class Header {
 public:
  Header(std::span<const std::byte> beginning, std::uint64_t file_bytes, std::string_view what)
      : beginning_(beginning), file_bytes_(file_bytes), what_(what) {}

  Result<WavLayout> read_layout() const {
    ZSCAPE_TRY(const Chunks chunks, find_chunks());
    ZSCAPE_TRY(WavLayout layout, read_format(*chunks.format));
    layout.first_byte = chunks.first_byte;
    layout.frames = static_cast<std::int64_t>(chunks.data_bytes / layout.frame_bytes());
    if (layout.frames == 0) return corrupt("holds no samples");
    return layout;
  }

 private:
  Error corrupt(const std::string& problem) const { return {ErrorCode::corrupt, std::string(what_) + ": " + problem}; }
  Error unsupported(const std::string& problem) const { return {ErrorCode::unsupported, std::string(what_) + ": " + problem}; }

  Result<Chunks> find_chunks() const {
    if (beginning_.size() < 12 || tag(beginning_, 0) != "RIFF" || tag(beginning_, 8) != "WAVE")
      return corrupt("is no WAV file: expected it to begin with RIFF and WAVE");
    Chunks chunks;
    std::uint64_t at = 12;
    while (at + kChunkHeader <= beginning_.size()) {
      const auto place = static_cast<std::size_t>(at);
      const std::string_view name = tag(beginning_, place);
      const auto claimed = read<std::uint32_t>(beginning_, place + 4);
      const std::uint64_t left = file_bytes_ - at - kChunkHeader;
      const bool is_data = name == "data";
      const bool is_known = std::find(kUnknownSizes.begin(), kUnknownSizes.end(), claimed) == kUnknownSizes.end();
      const std::uint64_t size = is_data && !is_known ? left : claimed;
      if (size > left)
        return corrupt("its chunk \"" + printable(name) + "\" says that it has " + std::to_string(size) + " bytes, " +
                       std::to_string(left) + " are left of the file");
      at += kChunkHeader;
      if (is_data) {
        if (!chunks.format) return corrupt("has no chunk \"fmt \" before its samples");
        chunks.first_byte = at;
        chunks.data_bytes = size;
        return chunks;
      }
      if (name == "fmt " && at + size <= beginning_.size())
        chunks.format = beginning_.subspan(static_cast<std::size_t>(at), static_cast<std::size_t>(size));
      at += size + size % 2;  // chunks begin at even bytes
    }
    if (at + kChunkHeader <= file_bytes_)
      return unsupported("its samples begin behind the first " + std::to_string(beginning_.size()) + " bytes");
    return corrupt("has no chunk \"data\"");
  }

  Result<WavLayout> read_format(std::span<const std::byte> chunk) const {
    if (chunk.size() < 16) return corrupt("its chunk \"fmt \" has " + std::to_string(chunk.size()) + " bytes: expected 16 or more");
    WavLayout format{.kind = read<std::uint16_t>(chunk, 0),
                     .channels = read<std::uint16_t>(chunk, 2),
                     .bits = read<std::uint16_t>(chunk, 14),
                     .rate = read<std::uint32_t>(chunk, 4)};
    if (format.kind == kExtensible) {
      if (chunk.size() < 26)
        return corrupt("its extended chunk \"fmt \" has " + std::to_string(chunk.size()) + " bytes: expected 26 or more");
      format.kind = read<std::uint16_t>(chunk, 24);
    }
    if (format.channels == 0 || format.channels > kMaxChannels)
      return corrupt("has " + std::to_string(format.channels) + " channels: expected 1 to " + std::to_string(kMaxChannels));
    if (format.rate < kMinRate || format.rate > kMaxRate)
      return corrupt("has " + std::to_string(format.rate) + " samples per second: expected " + std::to_string(kMinRate) + " to " +
                     std::to_string(kMaxRate));
    const bool integers =
        format.kind == kInteger && (format.bits == 8 || format.bits == 16 || format.bits == 24 || format.bits == 32);
    const bool floats = format.kind == kFloat && (format.bits == 32 || format.bits == 64);
    if (!integers && !floats)
      return unsupported("holds samples of format " + std::to_string(format.kind) + " with " + std::to_string(format.bits) +
                         " bits: expected integers of 8, 16, 24 or 32 bits or floats of 32 or 64");
    if (const std::size_t frame = read<std::uint16_t>(chunk, 12); frame != format.frame_bytes())
      return unsupported("has frames of " + std::to_string(frame) + " bytes: expected " + std::to_string(format.frame_bytes()) +
                         ", for " + std::to_string(format.channels) + " times " + std::to_string(format.bits) + " bits");
    return format;
  }

  static std::string printable(std::string_view name) {
    std::string text(name);
    for (char& c : text)
      if (c < ' ' || c > '~') c = '?';
    return text;
  }

  std::span<const std::byte> beginning_;
  std::uint64_t file_bytes_;
  std::string_view what_;
};

double sample_of(std::span<const std::byte> bytes, const WavLayout& format) {
  if (format.kind == kFloat) return bytes.size() == 4 ? read<float>(bytes, 0) : read<double>(bytes, 0);
  if (bytes.size() == 1) return (std::to_integer<int>(bytes[0]) - 128) / 128.0;  // the only unsigned ones
  std::uint32_t word = 0;                                                        // the sample in its highest bytes
  for (std::size_t i = 0; i < bytes.size(); ++i) word |= std::to_integer<std::uint32_t>(bytes[i]) << (8 * (4 - bytes.size() + i));
  return static_cast<double>(static_cast<std::int32_t>(word)) * 0x1p-31;
}

double mean_of(std::span<const std::byte> frame, const WavLayout& format) {
  const std::size_t bytes = format.bits / 8;
  double sum = 0;
  for (std::size_t at = 0; at < frame.size(); at += bytes) sum += sample_of(frame.subspan(at, bytes), format);
  return sum / format.channels;
}

template <class T>
void append(Bytes& bytes, const T& value) {
  const std::size_t at = bytes.size();
  bytes.resize(at + sizeof value);
  std::memcpy(bytes.data() + at, &value, sizeof value);
}

}  // namespace

Result<WavLayout> parse_wav_layout(std::span<const std::byte> beginning, std::uint64_t file_bytes, std::string_view what) {
  check(beginning.size() <= file_bytes, "the beginning of the file");
  return Header(beginning, file_bytes, what).read_layout();
}

Result<void> decode_frames(const WavLayout& layout, std::span<const std::byte> frames, std::int64_t first, std::string_view what,
                           std::span<float> samples) {
  const std::size_t size = layout.frame_bytes();
  check(frames.size() == samples.size() * size, "whole frames, and room for them");
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double mean = mean_of(frames.subspan(i * size, size), layout);
    if (!std::isfinite(mean))
      return Error{ErrorCode::corrupt, std::string(what) + ": holds a sample that is not finite, at " +
                                           std::to_string(first + static_cast<std::int64_t>(i))};
    samples[i] = static_cast<float>(std::clamp(mean, -1.0, 1.0));
  }
  return {};
}

Result<Sound> parse_wav(std::span<const std::byte> file, std::string_view what) {
  ZSCAPE_TRY(const WavLayout layout, parse_wav_layout(file, file.size(), what));
  Sound sound{layout.rate, std::vector<float>(static_cast<std::size_t>(layout.frames))};
  const auto frames = file.subspan(static_cast<std::size_t>(layout.first_byte), sound.samples.size() * layout.frame_bytes());
  ZSCAPE_TRY_VOID(decode_frames(layout, frames, 0, what, sound.samples));
  return sound;
}

Bytes encode_wav(const Sound& sound) {
  constexpr std::uint32_t kHeader = 36, kSampleBytes = 2;
  check(sound.samples.size() < (std::size_t{1} << 30), "a WAV file of less than 2 GiB");
  const auto rate = static_cast<std::uint32_t>(sound.rate);
  const auto data_bytes = static_cast<std::uint32_t>(sound.samples.size() * kSampleBytes);
  Bytes bytes;
  append(bytes, std::array{'R', 'I', 'F', 'F'});
  append(bytes, kHeader + data_bytes);
  append(bytes, std::array{'W', 'A', 'V', 'E', 'f', 'm', 't', ' '});
  append(bytes, std::uint32_t{16});
  append(bytes, kInteger);
  append(bytes, std::uint16_t{1});
  append(bytes, rate);
  append(bytes, rate * kSampleBytes);
  append(bytes, static_cast<std::uint16_t>(kSampleBytes));
  append(bytes, std::uint16_t{8 * kSampleBytes});
  append(bytes, std::array{'d', 'a', 't', 'a'});
  append(bytes, data_bytes);
  for (const float sample : sound.samples) {
    const float scaled = std::isnan(sample) ? 0.0f : std::nearbyint(sample * 32768.0f);
    append(bytes, static_cast<std::int16_t>(std::clamp(scaled, -32768.0f, 32767.0f)));
  }
  return bytes;
}

}  // namespace zscape
