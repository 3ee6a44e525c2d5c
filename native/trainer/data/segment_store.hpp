// Segments on their way into a data set: in a file of their own, so that hours of sound need no memory.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"

namespace zscape {

class SegmentStore {
 public:
  SegmentStore() = default;
  SegmentStore(const SegmentStore&) = delete;
  SegmentStore& operator=(const SegmentStore&) = delete;
  ~SegmentStore();

  /// Begins a file without a name in `folder`, which goes away however the program ends. Error io.
  Result<void> create(const std::filesystem::path& folder);

  /// Errors: io; invalid_argument when there would be more than a data set's file can hold and be read.
  Result<void> add(std::span<const std::int16_t> segment, std::uint8_t label);

  std::int64_t count() const { return static_cast<std::int64_t>(labels_.size()); }

  /// Keeps the first `count` segments and drops the others.
  void shrink(std::int64_t count);

  /// All segments and their labels as IDX files, to be written once and while this lives. They are shuffled, always alike, so that
  /// the first few are of all classes.
  std::array<FileToWrite, 2> files(const std::filesystem::path& sounds, const std::filesystem::path& labels);

 private:
  Result<std::span<const std::byte>> next_segment();

  int file_ = -1;
  std::vector<std::uint8_t> labels_;
  std::vector<std::int64_t> order_;
  std::size_t written_ = 0;  // of order_
  Bytes head_, mixed_labels_, segment_;
};

}  // namespace zscape
