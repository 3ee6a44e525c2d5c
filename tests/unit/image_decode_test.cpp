#include <catch2/catch.hpp>

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include <stb_image_write.h>
#pragma GCC diagnostic pop

#include "image/decode.hpp"
#include "refusal.hpp"

using namespace zscape;
using namespace zscape::testing;
using Catch::Contains;

namespace {

Image picture(int height, int width, int channels) {
  Image image{height, width, channels, {}};
  for (int i = 0; i < height * width * channels; ++i) image.pixels.push_back(static_cast<std::uint8_t>(37 * i));
  return image;
}

Bytes encode_jpeg(const Image& image) {
  Bytes bytes;
  const auto append = [](void* context, void* data, int size) {
    const auto* begin = static_cast<const std::byte*>(data);
    static_cast<Bytes*>(context)->insert(static_cast<Bytes*>(context)->end(), begin, begin + size);
  };
  REQUIRE(stbi_write_jpg_to_func(append, &bytes, image.width, image.height, image.channels, image.pixels.data(), 95) != 0);
  return bytes;
}

// A PNG whose header says another size.
Bytes resized_header(Bytes png, std::uint32_t width, std::uint32_t height) {
  for (int i = 0; i < 4; ++i) {
    png[16 + i] = static_cast<std::byte>(width >> (24 - 8 * i));
    png[20 + i] = static_cast<std::byte>(height >> (24 - 8 * i));
  }
  return png;
}

std::string refusal(const Bytes& bytes) { return refusal_of(decode_image(bytes)); }

}  // namespace

TEST_CASE("a PNG comes back as it was, grey or in colour", "[image]") {
  for (const int channels : {1, 3}) {
    const Image image = picture(5, 7, channels);
    const auto decoded = decode_image(encode_png(image));
    REQUIRE(decoded.ok());
    CHECK(decoded->height == 5);
    CHECK(decoded->width == 7);
    CHECK(decoded->channels == channels);
    CHECK(decoded->pixels == image.pixels);
  }
}

TEST_CASE("what is transparent lies on white", "[image]") {
  const Image grey{1, 3, 2, {100, 255, 100, 0, 0, 128}};
  CHECK(decode_image(encode_png(grey))->pixels == std::vector<std::uint8_t>{100, 255, 127});
  const Image colour{1, 2, 4, {10, 20, 30, 255, 10, 20, 30, 0}};
  const auto decoded = decode_image(encode_png(colour));
  CHECK(decoded->channels == 3);
  CHECK(decoded->pixels == std::vector<std::uint8_t>{10, 20, 30, 255, 255, 255});
}

TEST_CASE("a JPEG is read, and refused when it stops early", "[image]") {
  const Bytes jpeg = encode_jpeg(Image{32, 32, 1, std::vector<std::uint8_t>(32 * 32, 200)});
  const auto image = decode_image(jpeg);
  REQUIRE(image.ok());
  CHECK(image->height == 32);
  CHECK(std::abs(to_grey(*image).pixels[500] - 200) <= 2);
  for (std::size_t size = 4; size < jpeg.size(); ++size) CHECK_FALSE(decode_image(std::span(jpeg).first(size)).ok());
}

TEST_CASE("bytes that are no picture are refused", "[image]") {
  CHECK_THAT(refusal({}), Contains("expected a PNG or JPEG, found 0 bytes"));
  CHECK_THAT(refusal(Bytes(1000, std::byte{'x'})), Contains("it is neither"));
  const Bytes png = encode_png(picture(40, 40, 3));
  for (const std::size_t size : {std::size_t{8}, std::size_t{33}, png.size() / 2, png.size() - 12})
    CHECK_THAT(refusal(Bytes(png.begin(), png.begin() + static_cast<std::ptrdiff_t>(size))), Contains("do not decode"));
}

TEST_CASE("absurd dimensions and lengths are refused before they are allocated", "[image]") {
  const Bytes png = encode_png(picture(4, 4, 1));
  CHECK_THAT(refusal(resized_header(png, 100'000, 4)), Contains("more than 8192 pixels a side"));
  CHECK_THAT(refusal(resized_header(png, 4, 8193)), Contains("more than 8192 pixels a side"));
  CHECK_THAT(refusal(resized_header(png, 0xffffffff, 0xffffffff)), Contains("more than 8192 pixels a side"));
  CHECK_THAT(refusal(resized_header(png, 8192, 8192)), Contains("do not decode"));
  CHECK_THAT(refusal(resized_header(png, 0, 4)), Contains("do not decode"));
  Bytes long_data = png;
  long_data[33] = std::byte{0x7f};  // the length of the first chunk of pixels
  CHECK_THAT(refusal(long_data), Contains("do not decode"));
}

TEST_CASE("colour becomes luma", "[image]") {
  const Image colour{1, 4, 3, {255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255}};
  CHECK(to_grey(colour).pixels == std::vector<std::uint8_t>{255, 76, 149, 28});
}

TEST_CASE("resizing keeps flat pictures flat and averages the others", "[image]") {
  const Image flat{64, 32, 1, std::vector<std::uint8_t>(64 * 32, 90)};
  const Image small = resize(flat, 28, 28);
  CHECK(small.height == 28);
  CHECK(small.pixels == std::vector<std::uint8_t>(28 * 28, 90));
  CHECK(resize(flat, 100, 100).pixels == std::vector<std::uint8_t>(100 * 100, 90));
  Image stripes{64, 64, 1, {}};
  for (int i = 0; i < 64 * 64; ++i) stripes.pixels.push_back(i % 2 ? 255 : 0);
  CHECK(std::abs(resize(stripes, 8, 8).pixels[4 * 8 + 4] - 128) <= 2);
  CHECK(resize(stripes, 64, 64).pixels == stripes.pixels);
}
