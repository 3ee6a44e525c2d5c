#include "trainer/data/segment_store.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <numeric>
#include <string>

#include "audio/segment.hpp"
#include "data/idx.hpp"
#include "trainer/data/fixed_order.hpp"

namespace zscape {
namespace fs = std::filesystem;
namespace {

constexpr std::int64_t kSegmentBytes = 2 * kSegmentSamples;
constexpr std::int64_t kMaxSegments = ((std::int64_t{1} << 31) - 12) / kSegmentBytes;  // that read_file() reads

Error failed_to(const char* what) {
  return {ErrorCode::io, std::string("cannot ") + what + " the file of segments: " + std::strerror(errno)};
}

}  // namespace

SegmentStore::~SegmentStore() {
  if (file_ >= 0) close(file_);
}

Result<void> SegmentStore::create(const fs::path& folder) {
  std::string name = (folder / "segments.partial.XXXXXX").string();
  file_ = mkstemp(name.data());
  if (file_ < 0) return Error{ErrorCode::io, "cannot make a file in " + folder.string() + ": " + std::strerror(errno)};
  unlink(name.c_str());
  return {};
}

Result<void> SegmentStore::add(std::span<const std::int16_t> segment, std::uint8_t label) {
  if (count() == kMaxSegments)
    return Error{ErrorCode::invalid_argument,
                 "there are more than " + std::to_string(kMaxSegments) + " segments, the most that can be read again"};
  const Bytes bytes = idx_values(segment);
  std::int64_t done = 0;
  while (done < kSegmentBytes) {
    const ssize_t written =
        pwrite(file_, bytes.data() + done, static_cast<std::size_t>(kSegmentBytes - done), count() * kSegmentBytes + done);
    if (written < 0 && errno != EINTR) return failed_to("write");
    done += std::max<ssize_t>(written, 0);
  }
  labels_.push_back(label);
  return {};
}

void SegmentStore::shrink(std::int64_t count) { labels_.resize(static_cast<std::size_t>(count)); }

std::array<FileToWrite, 2> SegmentStore::files(const fs::path& sounds, const fs::path& labels) {
  order_.resize(labels_.size());
  std::iota(order_.begin(), order_.end(), 0);
  shuffle_always_alike(order_);
  std::vector<std::uint8_t> mixed;
  for (const std::int64_t i : order_) mixed.push_back(labels_[static_cast<std::size_t>(i)]);
  head_ = idx_sounds_header(count(), kSegmentSamples);
  mixed_labels_ = idx_labels(mixed);
  return {{{sounds, head_, [this] { return next_segment(); }}, {labels, mixed_labels_}}};
}

Result<std::span<const std::byte>> SegmentStore::next_segment() {
  if (written_ == order_.size()) return std::span<const std::byte>();
  segment_.resize(static_cast<std::size_t>(kSegmentBytes));
  const std::int64_t at = order_[written_] * kSegmentBytes;
  std::int64_t done = 0;
  while (done < kSegmentBytes) {
    const ssize_t size = pread(file_, segment_.data() + done, static_cast<std::size_t>(kSegmentBytes - done), at + done);
    if (size == 0) return Error{ErrorCode::io, "the file of segments became shorter meanwhile"};
    if (size < 0 && errno != EINTR) return failed_to("read");
    done += std::max<ssize_t>(size, 0);
  }
  ++written_;
  return std::span<const std::byte>(segment_);
}

}  // namespace zscape
