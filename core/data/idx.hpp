// IDX files, the format of MNIST and its relatives (http://yann.lecun.com/exdb/mnist, "the IDX file format"): images and labels as
// MNIST has them, and sounds of equal length as 16-bit integers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"

namespace zscape {

struct IdxImages {
  std::int64_t count = 0;
  std::int64_t height = 0;
  std::int64_t width = 0;
  std::vector<std::uint8_t> pixels;  // [count, height, width]
};

struct IdxSounds {
  std::int64_t count = 0;
  std::int64_t samples = 0;          // of each
  std::vector<std::int16_t> values;  // [count, samples]
};

// `what` names the file in messages. Errors: wrong magic, zero or absurd sizes, fewer or more bytes than the header says.
Result<IdxImages> parse_idx_images(std::span<const std::byte> file, std::string_view what);
Result<IdxSounds> parse_idx_sounds(std::span<const std::byte> file, std::string_view what);
Result<std::vector<std::uint8_t>> parse_idx_labels(std::span<const std::byte> file, std::string_view what);

struct LabelledImages {
  IdxImages images;
  std::vector<std::int16_t> waves;   // [count, width] where the images are waves: they have no pixels then
  std::vector<std::uint8_t> labels;  // [count], below the number of classes
  std::vector<std::string> classes;  // their names, where the source has any
};

/// Both files of a split, without class names. Errors as above, and when counts differ or a label is above 9.
Result<LabelledImages> parse_idx(std::span<const std::byte> images, std::span<const std::byte> labels, std::string_view what);

struct LabelledSounds {
  IdxSounds sounds;
  std::vector<std::uint8_t> labels;  // [count], below the number of classes
  std::vector<std::string> classes;
};

/// Both files of a split of sounds of these classes. Errors as for images.
Result<LabelledSounds> parse_idx(std::span<const std::byte> sounds, std::span<const std::byte> labels,
                                 std::vector<std::string> classes, std::string_view what);

/// What is read back as `sounds` and `labels`.
Bytes idx_sounds(const IdxSounds& sounds);
Bytes idx_labels(std::span<const std::uint8_t> labels);

/// What idx_sounds() is made of, for sounds that are not all in memory.
Bytes idx_sounds_header(std::int64_t count, std::int64_t samples);
Bytes idx_values(std::span<const std::int16_t> values);

}  // namespace zscape
