#include "audio/mixer.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace zscape {
namespace {

constexpr int kFade = 240;       // samples: 15 ms, of a loop into another one or into itself
constexpr float kLoud = 0.8f;    // from here on the limiter bends
constexpr float kLoudest = 100;  // sums of these stay finite
constexpr int kStepsPerBeat = 4;

std::vector<float> sane(std::span<const float> samples) {
  std::vector<float> result(samples.begin(), samples.end());
  for (float& sample : result)
    if (!(std::abs(sample) <= kLoudest)) sample = 0;
  return result;
}

// Its end fades into its beginning, so that the last sample is followed by what followed it.
std::vector<float> seamless(std::span<const float> samples) {
  std::vector<float> loop = sane(samples);
  const std::size_t fade = std::min<std::size_t>(kFade, loop.size() / 2);
  const std::size_t turn = loop.size() - fade;
  for (std::size_t i = 0; i < fade; ++i) {
    const float share = static_cast<float>(i) / static_cast<float>(fade);
    loop[i] = share * loop[i] + (1 - share) * loop[turn + i];
  }
  loop.resize(turn);
  return loop;
}

// Straight up to kLoud; what is beyond comes ever nearer to 1, with no corner where it begins.
float limited(float sample) {
  const float size = std::abs(sample);
  if (size <= kLoud) return sample;
  const float beyond = (size - kLoud) / (1 - kLoud);
  return std::copysign(kLoud + (1 - kLoud) * (beyond / (1 + beyond)), sample);
}

double samples_per_step(const Pattern& pattern) { return 60.0 / pattern.tempo / kStepsPerBeat * static_cast<double>(kMixerRate); }

struct Apply {
  Mixer& mixer;

  void operator()(const SetLoop& command) const { mixer.set_loop(command.samples); }
  void operator()(const SetPad& command) const { mixer.set_pad(command.pad, command.samples); }
  void operator()(const HitPad& command) const { mixer.hit(command.pad); }
  void operator()(const PlayOnce& command) const { mixer.play_once(command.samples); }
  void operator()(const SetPattern& command) const { mixer.set_pattern(command.pattern); }
};

}  // namespace

float Mixer::Loop::next() {
  if (samples.empty()) return 0;
  const float sample = samples[at];
  at = at + 1 == samples.size() ? 0 : at + 1;
  return sample;
}

float Mixer::Voice::sample(std::size_t i) const {
  const std::size_t left = samples.size() - i;
  return left < kRelease ? samples[i] * (static_cast<float>(left) / kRelease) : samples[i];
}

void Mixer::set_loop(std::span<const float> samples) {
  waiting_loop_ = seamless(samples);
  loop_waits_ = true;
}

void Mixer::set_pad(int pad, std::span<const float> samples) {
  check(pad >= 0 && pad < kPads, "a pad that is there");
  set_voice(pads_[static_cast<std::size_t>(pad)], samples);
}

void Mixer::hit(int pad) {
  check(pad >= 0 && pad < kPads, "a pad that is there");
  Voice& voice = pads_[static_cast<std::size_t>(pad)];
  release(voice);
  voice.at = 0;
}

void Mixer::play_once(std::span<const float> samples) {
  set_voice(once_, samples);
  once_.at = 0;
}

void Mixer::set_pattern(const Pattern& pattern) {
  check(pattern.tempo >= kSlowestTempo && pattern.tempo <= kFastestTempo, "a tempo in range");
  check(pattern.swing >= 0 && pattern.swing <= kMaxSwing, "a swing in range");
  if (!pattern.playing || !pattern_.playing) {
    anchor_ = 0;
    clock_ = next_step_ = 0;
    step_ = -1;
  } else if (pattern.tempo != pattern_.tempo) {
    anchor_ += static_cast<double>(clock_) / samples_per_step(pattern_);
    clock_ = 0;
  }
  pattern_ = pattern;
}

void Mixer::render(std::span<float> out) {
  for (float& sample : out) {
    if (pattern_.playing) advance_pattern();
    float sum = next_of_loop() + next_of_releases() + once_.next();
    for (Voice& pad : pads_) sum += pad.next();
    sample = limited(sum);
  }
}

double Mixer::loop_position() const {
  if (loop_.samples.empty()) return -1;
  return static_cast<double>(loop_.at) / static_cast<double>(loop_.samples.size());
}

float Mixer::next_of_loop() {
  if (loop_waits_ && fade_left_ == 0) {
    next_loop_.samples.swap(waiting_loop_);
    next_loop_.at = next_loop_.samples.empty() ? 0 : loop_.at % next_loop_.samples.size();
    loop_waits_ = false;
    fade_left_ = kFade;
  }
  if (fade_left_ == 0) return loop_.next();
  const float share = static_cast<float>(fade_left_) / kFade;
  const float sample = share * loop_.next() + (1 - share) * next_loop_.next();
  if (--fade_left_ == 0) std::swap(loop_, next_loop_);
  return sample;
}

float Mixer::next_of_releases() {
  const float sample = releases_[releases_at_];
  releases_[releases_at_] = 0;
  releases_at_ = (releases_at_ + 1) % kRelease;
  return sample;
}

void Mixer::release(Voice& voice) {
  if (voice.at == 0) return;  // hit twice at once: nothing has sounded yet
  for (std::size_t i = 0; i < kRelease && voice.at < voice.samples.size(); ++i) {
    const float share = static_cast<float>(kRelease - i) / (kRelease + 1);
    releases_[(releases_at_ + i) % kRelease] += share * voice.next();
  }
  voice.at = voice.samples.size();
}

void Mixer::set_voice(Voice& voice, std::span<const float> samples) {
  release(voice);
  voice.samples = sane(samples);
  voice.at = voice.samples.size();
}

// Step k comes at the first sample that is not before (k + its swing) steps.
void Mixer::advance_pattern() {
  const double delay = next_step_ % 2 == 0 ? 0.0 : pattern_.swing;
  if (static_cast<double>(clock_) >= (static_cast<double>(next_step_) + delay - anchor_) * samples_per_step(pattern_)) {
    step_ = static_cast<int>(next_step_++ % kSteps);
    for (int pad = 0; pad < kPads; ++pad)
      if (pattern_.steps[static_cast<std::size_t>(step_)] >> pad & 1) hit(pad);
  }
  ++clock_;
}

void apply(Mixer& mixer, const MixerCommand& command) { std::visit(Apply{mixer}, command); }

}  // namespace zscape
