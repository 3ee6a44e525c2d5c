// What models of sounds see, and what is heard of what they make.
#include <catch2/catch.hpp>

#include <cmath>

#include "audio/model_sound.hpp"
#include "audio/segment.hpp"
#include "audio/wav.hpp"
#include "base/exact_math.hpp"
#include "base/sha256.hpp"

using namespace zscape;

namespace {

const SoundFormat kWaves;
const SoundFormat kSpectrograms = {.spectrogram = SpectrogramSpec{}};

/// A vowel of sorts: harmonics of 150 Hz, from sample `start` on.
std::vector<float> vowel(std::size_t start, std::size_t size) {
  std::vector<float> samples(start);
  for (std::size_t i = 0; i < size; ++i) {
    float sum = 0;
    for (int k = 1; k <= 10; ++k)
      sum += static_cast<float>(exact_sin_cos(150.0 * k * static_cast<double>(i) / 16'000).sin) / static_cast<float>(k * k);
    samples.push_back(0.4f * sum);
  }
  return samples;
}

SoundFormat waves_of(std::int64_t samples) { return {.rate = 16'000, .samples = samples, .spectrogram = {}}; }

}  // namespace

TEST_CASE("a wave is seen as it is, longer ones cut and shorter ones followed by silence", "[audio]") {
  const std::vector<float> row = row_of(kWaves, vowel(100, 5000));
  REQUIRE(row.size() == 10'000);
  CHECK(row[50] == 0.5f);
  CHECK(row[9000] == 0.5f);
  CHECK(row_of(kWaves, vowel(0, 20'000)).size() == 10'000);
  CHECK(row_of(kWaves, std::vector<float>{2.0f, -2.0f})[0] == 1.0f);
  const std::vector<float> heard = sound_of(kWaves, row);
  const std::vector<float> sound = vowel(100, 5000);
  for (std::size_t i = 100; i < 5000; ++i) REQUIRE(std::abs(heard[i] - sound[i]) < 1e-6f);
}

TEST_CASE("what is heard begins and ends in silence, whatever a model makes", "[audio]") {
  for (const SoundFormat& format : {kWaves, kSpectrograms}) {
    const std::size_t width = format.spectrogram ? 256 * 80 : 10'000;
    const std::vector<float> heard = sound_of(format, std::vector<float>(width, 0.8f));
    REQUIRE(heard.size() == 10'000);
    CHECK(heard.front() == 0);
    CHECK(heard.back() == 0);
    float peak = 0, first = 0;
    for (const float sample : heard) peak = std::max(peak, std::abs(sample));
    for (std::size_t i = 1; i < 32; ++i) first = std::max(first, std::abs(heard[i] - heard[i - 1]));
    CHECK(first < peak / 4);  // no click
  }
}

TEST_CASE("a sound is shown as the spectrogram that its model sees, or as one of its wave", "[audio]") {
  const std::vector<float> sound = vowel(320, 6000);
  const std::vector<float> seen = row_of(kSpectrograms, sound);
  CHECK(shown(kSpectrograms, seen) == seen);
  const std::vector<float> of_wave = shown(kWaves, row_of(kWaves, sound));
  REQUIRE(of_wave.size() == seen.size());
  double difference = 0;
  for (std::size_t i = 0; i < seen.size(); ++i)
    difference = std::max(difference, std::abs(static_cast<double>(seen[i] - of_wave[i])));
  CHECK(difference < 0.2);  // of the rounding of what is nearly silent
}

TEST_CASE("a person's own sound is put where models expect it", "[audio]") {
  const auto own_of = [](const SoundFormat& format, std::vector<float> samples, std::int64_t rate = 16'000) {
    return own_sound(format, Sound{rate, std::move(samples)}, "mine");
  };
  std::vector<float> own = vowel(4000, 3000);
  for (float& sample : own) sample *= 0.1f;
  own.resize(20'000);
  const std::vector<float> found = own_of(kSpectrograms, own).value();
  CHECK(peak_of(found) == Approx(0.7));
  CHECK(found[100] == 0);
  CHECK(std::abs(static_cast<double>(found.size()) - (320 + 160 + 3000 + 160)) < 200);
  CHECK(own_of(kWaves, vowel(0, 50'000))->size() == 10'000);
  CHECK(own_of(kWaves, vowel(0, 4'000), 8'000)->size() > 8'000);
  CHECK(own_of(waves_of(100), vowel(0, 4'000))->size() == 100);
  for (const std::size_t silent : {0, 1000})
    CHECK(own_of(kWaves, std::vector<float>(silent)).error().message == "mine: nothing in it can be heard");
}

TEST_CASE("a WAV file of a person's own is read, unless it lasts too long for the little that is heard of it", "[audio]") {
  const auto own_of = [](const Sound& sound) {
    const Bytes wav = encode_wav(sound);
    return own_sound(kWaves, std::span<const std::byte>(wav), "mine.wav");
  };
  const Sound sound = {16'000, vowel(0, 3000)};
  CHECK(own_of(sound)->size() > 3000);
  const auto long_one = own_of({1000, std::vector<float>(61'000, 0.5f)});
  CHECK(long_one.error().message == "mine.wav: lasts 61.0 s: expected at most 60, of which the model hears 0.625");
  CHECK(own_sound(kWaves, std::span<const std::byte>(), "mine.wav").error().code == ErrorCode::corrupt);
}

TEST_CASE("however long a wave is, its spectrogram holds it", "[audio]") {
  const SoundFormat long_waves = waves_of(60'000);
  const SpectrogramFormat format = shown_format(long_waves);
  CHECK(format.width == 60'000 / 128 + 1);
  CHECK(std::ssize(shown(long_waves, std::vector<float>(60'000, 0.5f))) == format.height * format.width);
}

TEST_CASE("a spectrogram is heard as the same bits on every target", "[audio]") {
  std::vector<float> picture;
  for (int i = 0; i < 256 * 80; ++i) picture.push_back(static_cast<float>(i * 7 % 97) / 128);
  // Of tests/browser/sound_tests.mjs, too.
  CHECK(sha256_hex(sound_of(kSpectrograms, picture)) == "133b0749994e2b2eb58637f7edbda32088ab951be58bdec5a962447ce9c160f4");
}
