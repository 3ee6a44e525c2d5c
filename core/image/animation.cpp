#include "image/animation.hpp"

#include <cstring>

namespace zscape {
namespace {

// How encode_png() lays a file out: signature, IHDR, one IDAT, IEND.
constexpr std::size_t kHeader = 8 + 25;  // signature and IHDR
constexpr std::size_t kAround = 12;      // length, type and CRC of a chunk
constexpr std::size_t kBeforeData = 8;   // length and type

// Of the type and data of a chunk: the polynomial of ISO 3309, as in PNG's appendix D.
std::uint32_t crc32(std::span<const std::byte> bytes) {
  std::uint32_t crc = 0xffffffff;
  for (const std::byte byte : bytes) {
    crc ^= std::to_integer<std::uint32_t>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = crc & 1 ? 0xedb88320 ^ (crc >> 1) : crc >> 1;
  }
  return ~crc;
}

void append(Bytes& to, std::span<const std::byte> bytes) { to.insert(to.end(), bytes.begin(), bytes.end()); }

void append_number(Bytes& to, std::uint32_t value, int bytes = 4) {
  while (bytes-- > 0) to.push_back(static_cast<std::byte>(value >> (8 * bytes)));
}

// Returns where it begins, for end_chunk(); its data is appended in between.
std::size_t begin_chunk(Bytes& to, std::string_view type) {
  append_number(to, 0);  // end_chunk() knows the length
  append(to, std::as_bytes(std::span(type.data(), type.size())));
  return to.size() - kBeforeData;
}

void end_chunk(Bytes& to, std::size_t begin) {
  const std::size_t size = to.size() - begin - kBeforeData;
  for (std::size_t i = 0; i < 4; ++i) to[begin + i] = static_cast<std::byte>(size >> (24 - 8 * i));
  append_number(to, crc32(std::span(to).subspan(begin + 4)));
}

// What the one IDAT holds.
std::span<const std::byte> image_data(const Bytes& png) {
  constexpr std::string_view kType = "IDAT";
  check(png.size() > kHeader + 2 * kAround && std::memcmp(&png[kHeader + 4], kType.data(), kType.size()) == 0,
        "pixels directly behind the header");
  return std::span(png).subspan(kHeader + kBeforeData, png.size() - kHeader - 2 * kAround);
}

void append_animation_control(Bytes& to, std::size_t frames) {
  const std::size_t begin = begin_chunk(to, "acTL");
  append_number(to, static_cast<std::uint32_t>(frames));
  append_number(to, 0);  // times: for ever
  end_chunk(to, begin);
}

void append_frame_control(Bytes& to, std::uint32_t sequence, const Image& frame, int milliseconds) {
  const std::size_t begin = begin_chunk(to, "fcTL");
  append_number(to, sequence);
  append_number(to, static_cast<std::uint32_t>(frame.width));
  append_number(to, static_cast<std::uint32_t>(frame.height));
  append_number(to, 0);  // left
  append_number(to, 0);  // top
  append_number(to, static_cast<std::uint32_t>(milliseconds), 2);
  append_number(to, 1000, 2);  // of a second
  append_number(to, 0, 2);     // left in place afterwards, and written over what was there
  end_chunk(to, begin);
}

}  // namespace

Bytes encode_apng(std::span<const Image> frames, int milliseconds_per_frame) {
  check(!frames.empty() && milliseconds_per_frame >= 1 && milliseconds_per_frame <= 65535, "frames, and a time that fits 16 bits");
  const Image& first = frames.front();
  Bytes bytes;
  std::uint32_t sequence = 0;
  for (const Image& frame : frames) {
    check(frame.height == first.height && frame.width == first.width && frame.channels == first.channels, "frames of one size");
    const Bytes png = encode_png(frame);
    const bool is_first = sequence == 0;
    if (is_first) {
      append(bytes, std::span(png).first(kHeader));
      append_animation_control(bytes, frames.size());
    }
    append_frame_control(bytes, sequence++, frame, milliseconds_per_frame);
    const std::size_t begin = begin_chunk(bytes, is_first ? "IDAT" : "fdAT");
    if (!is_first) append_number(bytes, sequence++);
    append(bytes, image_data(png));
    end_chunk(bytes, begin);
  }
  end_chunk(bytes, begin_chunk(bytes, "IEND"));
  return bytes;
}

}  // namespace zscape
