#include "image/jpeg.hpp"

#include <string_view>

namespace zscape {
namespace {

constexpr std::string_view kStart = "\xff\xd8", kScan = "\xff\xda", kEnd = "\xff\xd9";

// Behind the segments that come before the first scan, whose data hold no marker but those of JPEG.
std::size_t first_scan(std::string_view jpeg) {
  std::size_t at = kStart.size();
  while (at + 4 <= jpeg.size() && jpeg.substr(at, 2) != kScan) {
    const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(jpeg[at + i])); };
    at += 2 + (byte(2) << 8 | byte(3));  // a marker, and a length that counts itself
  }
  return at;
}

}  // namespace

bool is_whole(std::span<const std::byte> jpeg) {
  const std::string_view text(reinterpret_cast<const char*>(jpeg.data()), jpeg.size());
  return !text.starts_with(kStart) || text.find(kEnd, first_scan(text)) != std::string_view::npos;
}

}  // namespace zscape
