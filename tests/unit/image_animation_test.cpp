// Animated PNG, taken apart chunk by chunk; every frame is decoded by stb_image as a PNG of its own.
#include <catch2/catch.hpp>

#include "image/animation.hpp"
#include "image/decode.hpp"

using namespace zscape;

namespace {

constexpr int kFrames = 5;
constexpr int kHeight = 6;
constexpr int kWidth = 9;

std::vector<Image> pictures(int channels) {
  std::vector<Image> frames;
  for (int f = 0; f < kFrames; ++f) {
    Image image{kHeight, kWidth, channels, {}};
    for (int i = 0; i < kHeight * kWidth * channels; ++i) image.pixels.push_back(static_cast<std::uint8_t>((2 * f + 1) * i + f));
    frames.push_back(image);
  }
  return frames;
}

std::uint32_t number(std::span<const std::byte> bytes, std::size_t at, int size = 4) {
  std::uint32_t value = 0;
  for (int i = 0; i < size; ++i) value = value << 8 | std::to_integer<std::uint32_t>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

// The remainder itself, one bit after the other, where the encoder works on reflected bytes.
std::uint32_t remainder_of(std::span<const std::byte> bytes) {
  std::uint32_t remainder = 0xffffffff;
  for (const std::byte byte : bytes)
    for (int bit = 0; bit < 8; ++bit) {
      const bool carry = (remainder >> 31) != (std::to_integer<std::uint32_t>(byte) >> bit & 1);
      remainder = remainder << 1 ^ (carry ? 0x04c11db7 : 0);
    }
  std::uint32_t reflected = 0;
  for (int bit = 0; bit < 32; ++bit) reflected |= (~remainder >> bit & 1) << (31 - bit);
  return reflected;
}

struct Chunk {
  std::string type;
  Bytes data;
};

std::vector<Chunk> chunks(const Bytes& png) {
  std::vector<Chunk> all;
  for (std::size_t at = 8; at < png.size();) {
    const std::size_t size = number(png, at);
    REQUIRE(at + size + 12 <= png.size());
    const std::span typed = std::span(png).subspan(at + 4, size + 4);
    CHECK(number(png, at + 8 + size) == remainder_of(typed));
    all.push_back({std::string(reinterpret_cast<const char*>(typed.data()), 4), Bytes(typed.begin() + 4, typed.end())});
    at += size + 12;
  }
  return all;
}

// The file's signature and header around other pixels. The CRC is left out: stb_image does not look at it.
Bytes still(const Bytes& png, std::span<const std::byte> pixels) {
  Bytes bytes(png.begin(), png.begin() + 33);
  const auto append = [&](std::string_view type, std::span<const std::byte> data) {
    for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::byte>(data.size() >> shift));
    for (const char c : type) bytes.push_back(static_cast<std::byte>(c));
    bytes.insert(bytes.end(), data.begin(), data.end());
    bytes.resize(bytes.size() + 4);
  };
  append("IDAT", pixels);
  append("IEND", {});
  return bytes;
}

}  // namespace

TEST_CASE("an animated PNG opens as an ordinary one at its first frame", "[image]") {
  for (const int channels : {1, 3}) {
    const auto frames = pictures(channels);
    const auto decoded = decode_image(encode_apng(frames, 40));
    REQUIRE(decoded.ok());
    CHECK(decoded->height == kHeight);
    CHECK(decoded->width == kWidth);
    CHECK(decoded->channels == channels);
    CHECK(decoded->pixels == frames[0].pixels);
  }
}

TEST_CASE("an animated PNG holds every frame, numbered through, and plays for ever", "[image]") {
  for (const int channels : {1, 3}) {
    const auto frames = pictures(channels);
    const Bytes png = encode_apng(frames, 1040);
    const std::vector<Chunk> all = chunks(png);
    REQUIRE(all.size() == 2 + 2 * kFrames + 1);
    CHECK(all[0].type == "IHDR");
    CHECK(all[1].type == "acTL");
    CHECK(number(all[1].data, 0) == kFrames);
    CHECK(number(all[1].data, 4) == 0);
    CHECK(all.back().type == "IEND");
    std::uint32_t sequence = 0;
    for (std::size_t f = 0; f < kFrames; ++f) {
      const Chunk& control = all[2 + 2 * f];
      CHECK(control.type == "fcTL");
      REQUIRE(control.data.size() == 26);
      CHECK(number(control.data, 0) == sequence++);
      CHECK(number(control.data, 4) == kWidth);
      CHECK(number(control.data, 8) == kHeight);
      CHECK(number(control.data, 12) == 0);
      CHECK(number(control.data, 16) == 0);
      CHECK(number(control.data, 20, 2) == 1040);
      CHECK(number(control.data, 22, 2) == 1000);
      CHECK(number(control.data, 24, 2) == 0);

      const Chunk& data = all[3 + 2 * f];
      CHECK(data.type == (f == 0 ? "IDAT" : "fdAT"));
      if (f > 0) CHECK(number(data.data, 0) == sequence++);
      const auto decoded = decode_image(still(png, std::span(data.data).subspan(f == 0 ? 0 : 4)));
      REQUIRE(decoded.ok());
      CHECK(decoded->pixels == frames[f].pixels);
    }
  }
}
