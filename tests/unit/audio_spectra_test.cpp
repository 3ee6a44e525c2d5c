#include <catch2/catch.hpp>
#include <cmath>

#include "audio/phase.hpp"
#include "audio/resample.hpp"
#include "audio/spectrogram.hpp"
#include "audio/stft.hpp"
#include "base/exact_math.hpp"
#include "base/philox.hpp"
#include "base/sha256.hpp"

using namespace zscape;

namespace {

std::vector<float> sine(double hertz, std::int64_t rate, std::int64_t size) {
  std::vector<float> samples(static_cast<std::size_t>(size));
  for (std::int64_t i = 0; i < size; ++i)
    samples[static_cast<std::size_t>(i)] =
        static_cast<float>(0.5 * exact_sin_cos(hertz * static_cast<double>(i) / static_cast<double>(rate)).sin);
  return samples;
}

// Of the difference over the middle of both, in decibels below `b`.
double error_db(std::span<const float> a, std::span<const float> b, std::size_t margin) {
  double error = 0, power = 0;
  for (std::size_t i = margin; i + margin < b.size(); ++i) {
    error += std::pow(static_cast<double>(a[i]) - b[i], 2);
    power += std::pow(static_cast<double>(b[i]), 2);
  }
  return 10 * std::log10(error / power + 1e-30);
}

double level_db(std::span<const float> samples, std::size_t margin) {
  double power = 0;
  for (std::size_t i = margin; i + margin < samples.size(); ++i) power += std::pow(static_cast<double>(samples[i]), 2);
  return 10 * std::log10(power / static_cast<double>(samples.size() - 2 * margin) + 1e-30);
}

// Of the spectra's magnitudes, in decibels below `expected`.
double spectral_error_db(const Spectra& found, const Magnitudes& expected) {
  return 10 * std::log10((magnitudes_of(found) - expected).squaredNorm() / expected.squaredNorm());
}

}  // namespace

TEST_CASE("a tone keeps its pitch and level at any rate, and one too high for the new rate is gone", "[audio]") {
  for (const std::int64_t from : {8000, 11025, 22050, 44100, 48000, 192000}) {
    INFO(from);
    const auto found = resample(sine(1000, from, from), from, 16000);
    REQUIRE(found.size() == 16000);
    CHECK(error_db(found, sine(1000, 16000, 16000), 1000) < -70);
  }
  CHECK(level_db(resample(sine(8000, 48000, 48000), 48000, 16000), 1000) < -80);
  CHECK(level_db(resample(sine(7200, 48000, 48000), 48000, 16000), 1000) ==
        Approx(level_db(sine(7200, 16000, 16000), 1000)).margin(0.01));
  CHECK(resample(std::vector<float>(3, 0.25f), 16000, 16000) == std::vector<float>(3, 0.25f));
}

TEST_CASE("a sound that arrives in pieces is resampled to the same bits", "[audio]") {
  std::vector<float> sound(150'000);
  fill_normals(3, 0, sound);
  for (const std::int64_t from : {8000, 11025, 16000, 22050, 44099, 44100, 48000}) {
    for (const std::size_t piece : {1000u, 40'000u, 150'000u}) {
      INFO(from << " in pieces of " << piece);
      Resampler resampler(from, 16000);
      std::vector<float> found;
      const auto append = [&](const std::vector<float>& more) { found.insert(found.end(), more.begin(), more.end()); };
      for (std::size_t at = 0; at < sound.size(); at += piece)
        append(resampler.add(std::span(sound).subspan(at, std::min(piece, sound.size() - at))));
      append(resampler.finish());
      CHECK(found == resample(sound, from, 16000));
    }
  }
  CHECK(Resampler(8000, 16000).finish().empty());
}

TEST_CASE("spectra are those of the definition, and give the signal back", "[audio]") {
  std::vector<float> noise(10000);
  fill_normals(7, 0, noise);
  for (const StftShape shape : {StftShape{512, 128}, StftShape{64, 16}, StftShape{256, 32}}) {
    const Spectra spectra = stft(noise, shape);
    REQUIRE(spectra.rows() == shape.frames(10000));
    REQUIRE(spectra.cols() == shape.window / 2 + 1);
    const Eigen::Index t = spectra.rows() / 2;
    for (const Eigen::Index k : {0, 1, 7, shape.window / 2}) {
      std::complex<double> sum = 0;
      for (int i = 0; i < shape.window; ++i) {
        const double window = 0.5 - 0.5 * std::cos(2 * kPi * i / shape.window);
        const double sample = noise[static_cast<std::size_t>(t * shape.hop - shape.window / 2 + i)];
        sum += window * sample * std::polar(1.0, -2 * kPi * static_cast<double>(k) * i / shape.window);
      }
      CHECK(std::abs(spectra(t, k) - sum) < 1e-9);
    }
    CHECK(error_db(inverse_stft(spectra, shape, 10000), noise, 0) < -130);
  }
}

TEST_CASE("a signal comes back from magnitudes alone, nearer with every iteration", "[audio]") {
  std::vector<float> chirp(10000);
  for (std::size_t i = 0; i < chirp.size(); ++i) {
    const double t = static_cast<double>(i) / 16000;
    const double level = exact_sin_cos(t / 1.25).sin;
    chirp[i] = static_cast<float>(
        level * (0.4 * exact_sin_cos(300 * t + 800 * t * t).sin + 0.2 * exact_sin_cos(600 * t + 1600 * t * t).sin));
  }
  const StftShape shape;
  const Magnitudes magnitudes = magnitudes_of(stft(chirp, shape));
  double before = 0;
  for (const int iterations : {0, 4, 16}) {
    const auto signal = reconstruct_signal(magnitudes, shape, 10000, iterations);
    const double error = spectral_error_db(stft(signal, shape), magnitudes);
    INFO(iterations << " iterations: " << error << " dB");
    CHECK(error < before - 1);
    CHECK(error < -15);
    before = error;
  }
}

TEST_CASE("silence stays silent", "[audio]") {
  const StftShape shape;
  const auto signal = reconstruct_signal(Magnitudes::Zero(shape.frames(1000), shape.bins()), shape, 1000, 2);
  CHECK(signal == std::vector<float>(1000, 0.0f));
}

TEST_CASE("a sound is heard again from its spectrogram, and a picture of nothing is silent", "[audio]") {
  const SpectrogramFormat format;
  const auto sound = sine(1000, 16000, 10000);  // in the middle of bin 32
  const auto picture = spectrogram(sound, format);
  REQUIRE(picture.size() == 256 * 80);
  const auto level = [&](int bin, int frame) { return picture[static_cast<std::size_t>((bin - 1) * 80 + frame)]; };
  CHECK(level(32, 40) == Approx(1 - 6.02 / 80).margin(0.001));  // half of full scale
  CHECK(level(100, 40) < 0.2f);
  CHECK(level(32, 79) == 0);  // beyond the last frame
  const auto heard = signal_of(picture, format, 10000, 8);
  CHECK(spectral_error_db(stft(heard, format.stft), magnitudes_of(stft(sound, format.stft))) < -20);
  CHECK(signal_of(std::vector<float>(256 * 80), format, 10000, 2) == std::vector<float>(10000, 0.0f));
}

TEST_CASE("a picture is heard as the same bits on every target", "[audio]") {
  std::vector<float> picture;
  for (int i = 0; i < 256 * 80; ++i) picture.push_back(static_cast<float>(i * 7 % 97) / 128);
  // Of tests/browser/sound_tests.mjs, too.
  CHECK(sha256_hex(signal_of(picture, SpectrogramFormat{}, 10000, 2)) ==
        "ae8c032b8e508cfddec4990cb8c44fa518d11cc5cbc66737a89057f3d19d5ba5");
}
