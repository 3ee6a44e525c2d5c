#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <vector>

#include "audio/wav.hpp"
#include "refusal.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

struct Fields {
  std::uint16_t kind = 1, channels = 1, bits = 16;
  std::uint32_t rate = 16000;
  std::optional<std::uint32_t> data_bytes = {};   // in place of how many there are
  std::optional<std::uint16_t> frame_bytes = {};  // in place of what they take
  bool extensible = false;
};

template <class T>
void put(Bytes& bytes, T value) {
  const std::size_t at = bytes.size();
  bytes.resize(at + sizeof value);
  std::memcpy(bytes.data() + at, &value, sizeof value);
}

void put(Bytes& bytes, const char* text) {
  for (; *text; ++text) bytes.push_back(static_cast<std::byte>(*text));
}

template <class T>
Bytes wav(const Fields& fields, const std::vector<T>& samples) {
  const auto size = static_cast<std::uint32_t>(samples.size() * sizeof(T));
  Bytes bytes;
  put(bytes, "RIFF");
  put(bytes, size + 36);
  put(bytes, "WAVE");
  put(bytes, "LIST");  // chunks of odd size, and that are not known, are passed over
  put(bytes, std::uint32_t{3});
  put(bytes, std::uint32_t{0});
  put(bytes, "fmt ");
  put(bytes, std::uint32_t{fields.extensible ? 40u : 16u});
  put(bytes, fields.extensible ? std::uint16_t{0xfffe} : fields.kind);
  put(bytes, fields.channels);
  put(bytes, fields.rate);
  put(bytes, fields.rate * fields.channels * fields.bits / 8);
  put(bytes, fields.frame_bytes.value_or(static_cast<std::uint16_t>(fields.channels * fields.bits / 8)));
  put(bytes, fields.bits);
  if (fields.extensible) {
    put(bytes, std::uint16_t{22});
    put(bytes, fields.bits);
    put(bytes, std::uint32_t{0});
    put(bytes, fields.kind);
    bytes.resize(bytes.size() + 14);
  }
  put(bytes, "data");
  put(bytes, fields.data_bytes.value_or(size));
  for (const T sample : samples) put(bytes, sample);
  return bytes;
}

std::vector<float> samples_of(const Bytes& file) {
  const auto sound = parse_wav(file, "a.wav");
  if (!sound) FAIL(sound.error().message);
  return sound->samples;
}

}  // namespace

TEST_CASE("frames that take other bytes than their samples are refused, not read as noise", "[audio]") {
  const auto refused = parse_wav(wav<std::int32_t>({.bits = 24, .frame_bytes = 4}, {1 << 20, 1 << 21}), "a.wav");
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().message == "a.wav: has frames of 4 bytes: expected 3, for 1 times 24 bits");
}

TEST_CASE("every kind of samples is read, and channels are mixed", "[audio]") {
  CHECK(samples_of(wav<std::uint8_t>({.bits = 8}, {0, 128, 192})) == std::vector<float>{-1, 0, 0.5f});
  CHECK(samples_of(wav<std::int16_t>({}, {-32768, 0, 16384})) == std::vector<float>{-1, 0, 0.5f});
  CHECK(samples_of(wav<std::uint8_t>({.bits = 24}, {0, 0, 0x80, 0, 0, 0, 0, 0, 0x40})) == std::vector<float>{-1, 0, 0.5f});
  CHECK(samples_of(wav<std::int32_t>({.bits = 32}, {std::numeric_limits<std::int32_t>::min(), 0, 1 << 30})) ==
        std::vector<float>{-1, 0, 0.5f});
  CHECK(samples_of(wav<float>({.kind = 3, .bits = 32}, {-1, 0, 0.5f, 7})) == std::vector<float>{-1, 0, 0.5f, 1});
  CHECK(samples_of(wav<double>({.kind = 3, .bits = 64}, {-1, 0, 0.5})) == std::vector<float>{-1, 0, 0.5f});
  CHECK(samples_of(wav<std::int16_t>({.channels = 2}, {-32768, 0, 16384, 16384, 1})) == std::vector<float>{-0.5f, 0.5f});
  CHECK(samples_of(wav<float>({.kind = 3, .bits = 32, .extensible = true}, {0.25f})) == std::vector<float>{0.25f});
  CHECK(parse_wav(wav<std::int16_t>({.rate = 44100}, {1}), "a.wav")->rate == 44100);
}

TEST_CASE("a file from a pipe, whose writer did not know its size, is read to its end", "[audio]") {
  for (const std::uint32_t unknown : {0xffffffffu, 0x7ffff000u})
    CHECK(samples_of(wav<std::int16_t>({.data_bytes = unknown}, {16384, 0})) == std::vector<float>{0.5f, 0});
}

TEST_CASE("what is no WAV file, or lies, is refused by name", "[audio]") {
  const auto refused = [](const Bytes& file) { return refusal_of(parse_wav(file, "a.wav")); };
  CHECK(refused({}) == "a.wav: is no WAV file: expected it to begin with RIFF and WAVE");
  CHECK(refused(Bytes(1000)) == "a.wav: is no WAV file: expected it to begin with RIFF and WAVE");
  CHECK(refused(wav<std::int16_t>({}, {})) == "a.wav: holds no samples");
  CHECK(refused(wav<std::int16_t>({.data_bytes = 1000}, {1})) ==
        "a.wav: its chunk \"data\" says that it has 1000 bytes, 2 are left of the file");
  CHECK(refused(wav<std::int16_t>({.channels = 0}, {1})) == "a.wav: has 0 channels: expected 1 to 64");
  CHECK(refused(wav<std::int16_t>({.rate = 0}, {1})) == "a.wav: has 0 samples per second: expected 1000 to 768000");
  CHECK(refused(wav<std::int16_t>({.kind = 2, .bits = 4}, {1})) ==
        "a.wav: holds samples of format 2 with 4 bits: expected integers of 8, 16, 24 or 32 bits or floats of 32 or 64");
  CHECK(refused(wav<float>({.kind = 3, .bits = 32}, {0, std::nanf("")})) == "a.wav: holds a sample that is not finite, at 1");
  const Bytes whole = wav<std::int16_t>({}, {1, 2, 3});
  for (std::size_t size = 0; size < whole.size(); ++size) {
    INFO(size);
    CHECK_FALSE(parse_wav(std::span(whole).first(size), "a.wav").ok());
  }
}

TEST_CASE("samples are found from the beginning of a file, and decoded a few at a time", "[audio]") {
  const Bytes file = wav<std::int16_t>({.channels = 2}, {0, 16384, 16384, 16384, -32768, -32768});
  const std::size_t header = file.size() - 12;
  const auto layout = parse_wav_layout(std::span(file).first(header), file.size(), "a.wav");
  REQUIRE(layout.ok());
  CHECK(layout->first_byte == header);
  CHECK(layout->frames == 3);
  std::vector<float> samples(2);
  REQUIRE(decode_frames(*layout, std::span(file).subspan(header + 4, 8), 1, "a.wav", samples).ok());
  CHECK(samples == std::vector<float>{0.5f, -1});
  CHECK(refusal_of(parse_wav_layout(std::span(file).first(header - 1), file.size(), "a.wav")) ==
        "a.wav: its samples begin behind the first " + std::to_string(header - 1) + " bytes");

  const Bytes broken = wav<float>({.kind = 3, .bits = 32}, {0, std::nanf("")});
  const auto floats = parse_wav_layout(broken, broken.size(), "b.wav");
  REQUIRE(floats.ok());
  const auto decoded = decode_frames(*floats, std::span(broken).last(8), 70, "b.wav", samples);
  CHECK(refusal_of(decoded) == "b.wav: holds a sample that is not finite, at 71");
}

TEST_CASE("what is written is read back, every 16-bit integer as itself", "[audio]") {
  Sound sound{22050, {}};
  for (int integer = -32768; integer < 32768; ++integer) sound.samples.push_back(static_cast<float>(integer) / 32768.0f);
  const auto back = parse_wav(encode_wav(sound), "b.wav");
  REQUIRE(back.ok());
  CHECK(back->rate == 22050);
  CHECK(back->samples == sound.samples);
  const float most = 32767.0f / 32768.0f;
  CHECK(samples_of(encode_wav({16000, {1, 3, INFINITY, -3, -INFINITY, std::nanf("")}})) ==
        std::vector<float>{most, most, most, -1, -1, 0});
}
