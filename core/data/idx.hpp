// IDX files, the format of MNIST and its relatives (http://yann.lecun.com/exdb/mnist, "the IDX file format").
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace zscape {

struct IdxImages {
  std::int64_t count = 0;
  std::int64_t height = 0;
  std::int64_t width = 0;
  std::vector<std::uint8_t> pixels;  // [count, height, width]
};

// `what` names the file in messages. Errors: wrong magic, zero or absurd sizes, fewer or more bytes than the header says.
Result<IdxImages> parse_idx_images(std::span<const std::byte> file, std::string_view what);
Result<std::vector<std::uint8_t>> parse_idx_labels(std::span<const std::byte> file, std::string_view what);

struct LabelledImages {
  IdxImages images;
  std::vector<std::uint8_t> labels;  // [count], below the number of classes
  std::vector<std::string> classes;  // their names, where the source has any
};

/// Both files of a split, without class names. Errors as above, and when counts differ or a label is above 9.
Result<LabelledImages> parse_idx(std::span<const std::byte> images, std::span<const std::byte> labels, std::string_view what);

}  // namespace zscape
