#include "data/idx.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace zscape {
namespace {

constexpr std::uint32_t kImagesMagic = 0x00000803;  // unsigned bytes, three dimensions
constexpr std::uint32_t kLabelsMagic = 0x00000801;  // unsigned bytes, one dimension
constexpr std::uint64_t kMostSide = 4096;

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
                                                           std::uint32_t magic, std::string_view kind) {
  constexpr std::size_t kHeader = 4 + 4 * kDimensions;
  if (file.size() >= 2 && file[0] == std::byte{0x1f} && file[1] == std::byte{0x8b})
    return corrupt(what, "it is compressed with gzip; unpack it first");
  const std::uint32_t found = file.size() < 4 ? magic : read_big_endian(file.data());
  if (found != magic)
    return corrupt(what, "expected the magic number " + std::to_string(magic) + " of IDX " + std::string(kind) + ", found " +
                             std::to_string(found));
  if (file.size() < kHeader)
    return corrupt(what,
                   "expected an IDX header of " + std::to_string(kHeader) + " bytes, the file has " + std::to_string(file.size()));
  std::array<std::uint64_t, kDimensions> sizes;
  for (std::size_t i = 0; i < kDimensions; ++i) {
    sizes[i] = read_big_endian(file.data() + 4 + 4 * i);
    if (sizes[i] == 0) return corrupt(what, "it is empty: a size in its header is 0");
    if (i > 0 && sizes[i] > kMostSide)
      return corrupt(
          what, "an image side of " + std::to_string(sizes[i]) + " pixels, at most " + std::to_string(kMostSide) + " are read");
  }
  std::uint64_t expected = kHeader;
  std::uint64_t values = 1;
  for (const std::uint64_t size : sizes) values *= size;  // at most 2^32 * 2^12 * 2^12
  expected += values;
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

}  // namespace

Result<IdxImages> parse_idx_images(std::span<const std::byte> file, std::string_view what) {
  ZSCAPE_TRY(const auto sizes, read_header<3>(file, what, kImagesMagic, "images"));
  return IdxImages{static_cast<std::int64_t>(sizes[0]), static_cast<std::int64_t>(sizes[1]), static_cast<std::int64_t>(sizes[2]),
                   bytes_after(file, 16)};
}

Result<std::vector<std::uint8_t>> parse_idx_labels(std::span<const std::byte> file, std::string_view what) {
  ZSCAPE_TRY_VOID(read_header<1>(file, what, kLabelsMagic, "labels"));
  return bytes_after(file, 8);
}

Result<LabelledImages> parse_idx(std::span<const std::byte> images, std::span<const std::byte> labels, std::string_view what) {
  LabelledImages split;
  ZSCAPE_TRY(split.images, parse_idx_images(images, std::string(what) + " images"));
  ZSCAPE_TRY(split.labels, parse_idx_labels(labels, std::string(what) + " labels"));
  if (split.images.count != static_cast<std::int64_t>(split.labels.size()))
    return Error{ErrorCode::mismatch, std::string(what) + ": " + std::to_string(split.images.count) + " images but " +
                                          std::to_string(split.labels.size()) + " labels"};
  const auto wrong = std::find_if(split.labels.begin(), split.labels.end(), [](std::uint8_t label) { return label > 9; });
  if (wrong != split.labels.end())
    return corrupt(what,
                   "label " + std::to_string(wrong - split.labels.begin()) + " is " + std::to_string(*wrong) + ": expected 0 to 9");
  return split;
}

}  // namespace zscape
