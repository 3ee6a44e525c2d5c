#include "audio/mixer.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "base/exact_math.hpp"
#include "base/sha256.hpp"

using namespace zscape;

namespace {

constexpr std::size_t kFade = 240, kRelease = 64;  // samples

std::vector<float> tone(double hertz, double level, std::size_t size) {
  std::vector<float> samples(size);
  for (std::size_t i = 0; i < size; ++i)
    samples[i] = static_cast<float>(level * exact_sin_cos(hertz * static_cast<double>(i) / kMixerRate).sin);
  return samples;
}

std::vector<float> render(Mixer& mixer, std::size_t size, std::size_t block = 10000) {
  std::vector<float> samples(size);
  for (std::size_t at = 0; at < size; at += block) mixer.render(std::span(samples).subspan(at, std::min(block, size - at)));
  return samples;
}

float greatest_jump(std::span<const float> samples) {
  float jump = 0;
  for (std::size_t i = 1; i < samples.size(); ++i) jump = std::max(jump, std::abs(samples[i] - samples[i - 1]));
  return jump;
}

float peak(std::span<const float> samples) {
  float most = 0;
  for (const float sample : samples) most = std::max(most, std::abs(sample));
  return most;
}

// The samples at which something begins to sound after silence.
std::vector<std::size_t> onsets(std::span<const float> samples) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < samples.size(); ++i)
    if (samples[i] != 0 && (i == 0 || samples[i - 1] == 0)) found.push_back(i);
  return found;
}

Pattern steps_of_pad_0(std::uint16_t bits) {
  Pattern pattern{.playing = true};
  for (std::size_t i = 0; i < kSteps; ++i) pattern.steps[i] = bits >> i & 1;
  return pattern;
}

// Of numbers that every machine has.
std::vector<float> saw(int period, int size) {
  std::vector<float> samples;
  for (int i = 0; i < size; ++i) samples.push_back(static_cast<float>(i % period) / 128 - static_cast<float>(period) / 256);
  return samples;
}

const std::vector<float> click = {0.5f, 0.25f};

}  // namespace

TEST_CASE("a loop repeats without a gap, and turns without a click", "[audio]") {
  Mixer mixer;
  mixer.set_loop(tone(440.3, 0.5, 10000));  // ends amid a wave
  CHECK(render(mixer, 1) == std::vector<float>{0});
  render(mixer, kFade - 1);
  const std::size_t turn = 10000 - kFade;
  const auto heard = render(mixer, 2 * turn);
  CHECK(std::equal(heard.begin(), heard.begin() + turn, heard.begin() + turn));
  CHECK(greatest_jump(heard) < greatest_jump(tone(440.3, 0.5, 10000)) + 1.0f / kFade);
  // Between the overlaps it is the sound itself.
  const auto sound = tone(440.3, 0.5, 10000);
  CHECK(std::equal(heard.begin(), heard.begin() + turn - kFade, sound.begin() + kFade));
}

TEST_CASE("a loop gives way to another one, or to silence, at the same place and without a click", "[audio]") {
  const auto low = tone(200, 0.6, 10000), high = tone(300, 0.4, 10000);
  Mixer mixer;
  mixer.set_loop(low);
  render(mixer, 3000);
  mixer.set_loop(high);
  auto heard = render(mixer, 1000);
  CHECK(heard[0] == low[3000]);
  CHECK(std::equal(heard.begin() + kFade, heard.end(), high.begin() + 3000 + kFade));
  // Dragged: a new one at every frame, sooner than the fade before it ends.
  for (int i = 0; i < 40; ++i) {
    mixer.set_loop(i % 2 ? low : high);
    const auto part = render(mixer, 100);
    heard.insert(heard.end(), part.begin(), part.end());
  }
  mixer.set_loop({});
  const auto end = render(mixer, 2 * kFade + 1);
  heard.insert(heard.end(), end.begin(), end.end());
  CHECK(end.back() == 0);
  CHECK(mixer.loop_position() == -1);
  CHECK(greatest_jump(heard) < std::max(greatest_jump(low), greatest_jump(high)) + (0.6f + 0.4f) / kFade);
}

TEST_CASE("pads sound over each other and over a sound of its own, and again from their beginning", "[audio]") {
  const auto low = tone(200, 0.3, 2000), high = tone(330, 0.2, 2000);
  Mixer mixer;
  mixer.set_pad(0, low);
  mixer.set_pad(9, high);
  mixer.hit(3);  // an empty one
  mixer.hit(0);
  mixer.hit(0);
  auto heard = render(mixer, 100);
  CHECK(std::equal(heard.begin(), heard.end(), low.begin()));
  mixer.hit(9);
  mixer.play_once(click);
  heard = render(mixer, 100);
  CHECK(heard[0] == click[0] * 2 / kRelease + low[100] + high[0]);  // the last 4 ms of a sound fade
  for (std::size_t i = 2; i < 100; ++i) REQUIRE(heard[i] == low[100 + i] + high[i]);

  mixer.hit(0);
  heard = render(mixer, 2 * kRelease);
  CHECK(heard[kRelease] == low[kRelease] + high[100 + kRelease]);
  CHECK(std::abs(heard[0] - (low[200] + high[100])) < 0.3f / kRelease);

  mixer.set_pad(0, {});
  mixer.set_pad(9, {});
  CHECK(peak(render(mixer, kRelease)) > 0);
  CHECK(render(mixer, 2000) == std::vector<float>(2000));
}

TEST_CASE("a pad that is hit again and again does not click", "[audio]") {
  const auto sound = tone(150, 0.4, 4000);
  Mixer mixer;
  mixer.set_pad(2, sound);
  std::vector<float> heard;
  for (int i = 0; i < 50; ++i) {
    mixer.hit(2);
    const auto part = render(mixer, static_cast<std::size_t>(20 + 7 * i));
    heard.insert(heard.end(), part.begin(), part.end());
  }
  // While releases of several hits overlap, each adds its own.
  CHECK(greatest_jump(heard) < 4 * greatest_jump(sound) + 4 * 0.4f / kRelease);
}

TEST_CASE("steps fall on the stated samples, with swing, and step() tells which", "[audio]") {
  Mixer mixer;
  mixer.set_pad(0, click);
  CHECK(mixer.step() == -1);
  Pattern pattern = steps_of_pad_0(0b1000'0000'0010'0111);
  mixer.set_pattern(pattern);
  const std::size_t step = 2000;  // at 120 beats per minute
  CHECK(onsets(render(mixer, 17 * step)) == std::vector<std::size_t>{0, step, 2 * step, 5 * step, 15 * step, 16 * step});
  CHECK(mixer.step() == 0);

  pattern.playing = false;
  mixer.set_pattern(pattern);
  CHECK(mixer.step() == -1);
  CHECK(onsets(render(mixer, 4 * step)).empty());

  pattern.playing = true;
  pattern.swing = 0.5;
  pattern.tempo = 140;
  mixer.set_pattern(pattern);
  const auto sample = [](double steps) { return static_cast<std::size_t>(std::ceil(steps * 60 * 16000 / (140 * 4))); };
  CHECK(onsets(render(mixer, sample(15))) == std::vector<std::size_t>{0, sample(1.5), sample(2), sample(5.5)});
  CHECK(mixer.step() == 14);
  CHECK(onsets(render(mixer, 1000)) == std::vector<std::size_t>{sample(15.5) - sample(15)});
  CHECK(mixer.step() == 15);
}

TEST_CASE("tempo and pattern change while a pattern plays", "[audio]") {
  Mixer mixer;
  mixer.set_pad(0, click);
  Pattern pattern = steps_of_pad_0(0xffff);
  mixer.set_pattern(pattern);
  render(mixer, 5000);  // in the middle of step 2
  pattern.tempo = 60;
  mixer.set_pattern(pattern);
  CHECK(onsets(render(mixer, 8000)) == std::vector<std::size_t>{2000, 6000});
  CHECK(mixer.step() == 4);
  pattern.steps = steps_of_pad_0(0b0000'0000'1100'0000).steps;
  mixer.set_pattern(pattern);
  CHECK(onsets(render(mixer, 16000)) == std::vector<std::size_t>{6000, 10000});
}

TEST_CASE("samples do not depend on the blocks that they are rendered in", "[audio]") {
  const auto play = [](std::size_t block) {
    Mixer mixer;
    std::vector<float> heard;
    const auto add = [&](std::size_t size) {
      const auto part = render(mixer, size, block);
      heard.insert(heard.end(), part.begin(), part.end());
    };
    for (int pad = 0; pad < kPads; ++pad) mixer.set_pad(pad, tone(110.0 * (pad + 1), 0.4, 3000));
    Pattern pattern{.tempo = 133, .swing = 0.3, .playing = true};
    for (std::size_t i = 0; i < kSteps; ++i) pattern.steps[i] = static_cast<std::uint16_t>(i * 77 % 1024);
    mixer.set_pattern(pattern);
    mixer.set_loop(tone(440.3, 0.5, 10000));
    add(6400);
    mixer.set_loop(tone(330.7, 0.5, 9000));
    mixer.hit(3);
    add(12800);
    return heard;
  };
  const auto whole = play(100000);
  CHECK(play(128) == whole);
  CHECK(play(1) == whole);
}

TEST_CASE("samples are the same bits on every target", "[audio]") {
  Mixer mixer;
  mixer.set_loop(saw(100, 10000));
  mixer.set_pad(0, saw(64, 3000));
  mixer.set_pad(9, saw(37, 2000));
  mixer.hit(9);
  mixer.play_once(saw(90, 500));
  Pattern pattern{.tempo = 150, .swing = 0.5, .playing = true};
  for (std::size_t i = 0; i < kSteps; ++i)
    pattern.steps[i] = static_cast<std::uint16_t>((i % 4 == 0 ? 1 : 0) + (i % 8 == 7 ? 512 : 0));
  mixer.set_pattern(pattern);
  // Of tests/browser/sound_tests.mjs, too.
  CHECK(sha256_hex(render(mixer, 32000)) == "afbf659e52cde48cc3ed60289c3337ad1da636b868ac23bea665ebb0dc7e8e1c");
}

TEST_CASE("however much sounds at once stays within bounds, and what is not loud stays as it is", "[audio]") {
  Mixer mixer;
  for (int pad = 0; pad < kPads; ++pad) {
    mixer.set_pad(pad, tone(220, 1, 4000));
    mixer.hit(pad);
  }
  const auto loud = render(mixer, 2000);
  CHECK(peak(loud) < 1);
  CHECK(peak(loud) > 0.95f);
  CHECK(greatest_jump(loud) <= 10 * greatest_jump(tone(220, 1, 4000)));

  Mixer other;
  const float infinity = std::numeric_limits<float>::infinity();
  std::vector<float> broken(1000, 0.8f);
  broken[10] = infinity;
  broken[11] = std::nanf("");
  broken[12] = -1e30f;
  other.play_once(broken);
  const auto heard = render(other, 20);
  CHECK(heard[9] == 0.8f);
  CHECK(std::vector<float>(heard.begin() + 10, heard.begin() + 13) == std::vector<float>(3));
}

TEST_CASE("commands do what the functions do", "[audio]") {
  Mixer commanded, called;
  const auto sound = tone(300, 0.3, 2000);
  const Pattern pattern = steps_of_pad_0(0b100);
  for (const MixerCommand& command : {MixerCommand(SetLoop{sound}), MixerCommand(SetPad{0, sound}), MixerCommand(HitPad{0}),
                                      MixerCommand(PlayOnce{click}), MixerCommand(SetPattern{pattern})})
    apply(commanded, command);
  called.set_loop(sound);
  called.set_pad(0, sound);
  called.hit(0);
  called.play_once(click);
  called.set_pattern(pattern);
  CHECK(render(commanded, 8000) == render(called, 8000));
  CHECK(MixerCommand(HitPad{1}) != MixerCommand(HitPad{2}));
}
