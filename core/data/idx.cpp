#include "data/idx.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace zscape {
namespace {

// What a file holds: its magic number names the type of its values and how many dimensions they have.
struct Kind {
  std::uint32_t magic;
  std::string_view name;
  std::uint64_t value_bytes;
  std::uint64_t most;  // of every dimension but the first
  std::string_view item, unit;
};

constexpr Kind kImages = {
    .magic = 0x00000803, .name = "images", .value_bytes = 1, .most = 4096, .item = "an image side", .unit = "pixels"};
constexpr Kind kLabels = {.magic = 0x00000801, .name = "labels", .value_bytes = 1, .most = 0, .item = {}, .unit = {}};
constexpr Kind kSounds = {
    .magic = 0x00000b02, .name = "sounds", .value_bytes = 2, .most = 1 << 20, .item = "a sound", .unit = "samples"};

Error corrupt(std::string_view what, const std::string& problem) {
  return {ErrorCode::corrupt, std::string(what) + ": " + problem};
}

std::uint32_t read_big_endian(const std::byte* bytes) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value = value << 8 | std::to_integer<std::uint32_t>(bytes[i]);
  return value;
}

// The sizes in the header, after checking that exactly their product follows it.
template <std::size_t kDimensions>
Result<std::array<std::uint64_t, kDimensions>> read_header(std::span<const std::byte> file, std::string_view what,
                                                           const Kind& kind) {
  constexpr std::size_t kHeader = 4 + 4 * kDimensions;
  if (file.size() >= 2 && file[0] == std::byte{0x1f} && file[1] == std::byte{0x8b})
    return corrupt(what, "it is compressed with gzip; unpack it first");
  const std::uint32_t found = file.size() < 4 ? kind.magic : read_big_endian(file.data());
  if (found != kind.magic)
    return corrupt(what, "expected the magic number " + std::to_string(kind.magic) + " of IDX " + std::string(kind.name) +
                             ", found " + std::to_string(found));
  if (file.size() < kHeader)
    return corrupt(what,
                   "expected an IDX header of " + std::to_string(kHeader) + " bytes, the file has " + std::to_string(file.size()));
  std::array<std::uint64_t, kDimensions> sizes;
  for (std::size_t i = 0; i < kDimensions; ++i) {
    sizes[i] = read_big_endian(file.data() + 4 + 4 * i);
    if (sizes[i] == 0) return corrupt(what, "it is empty: a size in its header is 0");
    if (i > 0 && sizes[i] > kind.most)
      return corrupt(what, std::string(kind.item) + " of " + std::to_string(sizes[i]) + " " + std::string(kind.unit) +
                               ", at most " + std::to_string(kind.most) + " are read");
  }
  std::uint64_t expected = kHeader;
  std::uint64_t bytes = kind.value_bytes;
  for (const std::uint64_t size : sizes) bytes *= size;  // at most 2^32 * 2^12 * 2^12
  expected += bytes;
  if (file.size() != expected)
    return corrupt(what, "its header promises " + std::to_string(expected) + " bytes, the file has " + std::to_string(file.size()));
  return sizes;
}

std::vector<std::uint8_t> bytes_after(std::span<const std::byte> file, std::size_t header) {
  std::vector<std::uint8_t> values(file.size() - header);
  std::transform(file.begin() + static_cast<std::ptrdiff_t>(header), file.end(), values.begin(),
                 [](std::byte b) { return std::to_integer<std::uint8_t>(b); });
  return values;
}

void append_big_endian(Bytes& bytes, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::byte>(value >> shift));
}

Result<void> check_labels(std::span<const std::uint8_t> labels, std::int64_t count, std::size_t classes, std::string_view kind,
                          std::string_view what) {
  if (count != static_cast<std::int64_t>(labels.size()))
    return Error{ErrorCode::mismatch, std::string(what) + ": " + std::to_string(count) + " " + std::string(kind) + " but " +
                                          std::to_string(labels.size()) + " labels"};
  const auto wrong = std::find_if(labels.begin(), labels.end(), [&](std::uint8_t label) { return label >= classes; });
  if (wrong != labels.end())
    return corrupt(what, "label " + std::to_string(wrong - labels.begin()) + " is " + std::to_string(*wrong) + ": expected 0 to " +
                             std::to_string(classes - 1));
  return {};
}

}  // namespace

Result<IdxImages> parse_idx_images(std::span<const std::byte> file, std::string_view what) {
  ZSCAPE_TRY(const auto sizes, read_header<3>(file, what, kImages));
  return IdxImages{static_cast<std::int64_t>(sizes[0]), static_cast<std::int64_t>(sizes[1]), static_cast<std::int64_t>(sizes[2]),
                   bytes_after(file, 16)};
}

Result<IdxSounds> parse_idx_sounds(std::span<const std::byte> file, std::string_view what) {
  ZSCAPE_TRY(const auto sizes, read_header<2>(file, what, kSounds));
  IdxSounds sounds{static_cast<std::int64_t>(sizes[0]), static_cast<std::int64_t>(sizes[1]), {}};
  sounds.values.resize(sizes[0] * sizes[1]);
  const std::byte* next = file.data() + 12;
  for (std::int16_t& value : sounds.values) {
    value = static_cast<std::int16_t>(std::to_integer<int>(next[0]) << 8 | std::to_integer<int>(next[1]));
    next += 2;
  }
  return sounds;
}

Result<std::vector<std::uint8_t>> parse_idx_labels(std::span<const std::byte> file, std::string_view what) {
  ZSCAPE_TRY_VOID(read_header<1>(file, what, kLabels));
  return bytes_after(file, 8);
}

Result<LabelledImages> parse_idx(std::span<const std::byte> images, std::span<const std::byte> labels, std::string_view what) {
  LabelledImages split;
  ZSCAPE_TRY(split.images, parse_idx_images(images, std::string(what) + " images"));
  ZSCAPE_TRY(split.labels, parse_idx_labels(labels, std::string(what) + " labels"));
  ZSCAPE_TRY_VOID(check_labels(split.labels, split.images.count, 10, "images", what));
  return split;
}

Result<LabelledSounds> parse_idx(std::span<const std::byte> sounds, std::span<const std::byte> labels,
                                 std::vector<std::string> classes, std::string_view what) {
  LabelledSounds split;
  ZSCAPE_TRY(split.sounds, parse_idx_sounds(sounds, std::string(what) + " sounds"));
  ZSCAPE_TRY(split.labels, parse_idx_labels(labels, std::string(what) + " labels"));
  ZSCAPE_TRY_VOID(check_labels(split.labels, split.sounds.count, classes.size(), "sounds", what));
  split.classes = std::move(classes);
  return split;
}

Bytes idx_sounds(const IdxSounds& sounds) {
  check(sounds.values.size() == static_cast<std::size_t>(sounds.count * sounds.samples), "as many values as sounds have samples");
  Bytes bytes = idx_sounds_header(sounds.count, sounds.samples);
  const Bytes values = idx_values(sounds.values);
  bytes.insert(bytes.end(), values.begin(), values.end());
  return bytes;
}

Bytes idx_sounds_header(std::int64_t count, std::int64_t samples) {
  Bytes bytes;
  append_big_endian(bytes, kSounds.magic);
  append_big_endian(bytes, static_cast<std::uint32_t>(count));
  append_big_endian(bytes, static_cast<std::uint32_t>(samples));
  return bytes;
}

Bytes idx_values(std::span<const std::int16_t> values) {
  Bytes bytes;
  bytes.reserve(2 * values.size());
  for (const std::int16_t value : values) {
    bytes.push_back(static_cast<std::byte>(value >> 8));
    bytes.push_back(static_cast<std::byte>(value));
  }
  return bytes;
}

Bytes idx_labels(std::span<const std::uint8_t> labels) {
  Bytes bytes;
  append_big_endian(bytes, kLabels.magic);
  append_big_endian(bytes, static_cast<std::uint32_t>(labels.size()));
  for (const std::uint8_t label : labels) bytes.push_back(std::byte{label});
  return bytes;
}

}  // namespace zscape
