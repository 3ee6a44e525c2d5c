// What sounds: a loop, ten pads, one sound by itself and a step sequencer, mixed into one channel. Neither devices nor threads are
// known here; what is rendered is a function of the commands and of the samples at which they came, the same bits on every target.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <variant>
#include <vector>

namespace zscape {

inline constexpr std::int64_t kMixerRate = 16000;  // samples per second
inline constexpr int kPads = 10;
inline constexpr int kSteps = 16;
inline constexpr double kSlowestTempo = 20, kFastestTempo = 300;  // beats per minute
inline constexpr double kMaxSwing = 0.75;

/// A bar of four beats, four steps to a beat.
struct Pattern {
  std::array<std::uint16_t, kSteps> steps{};  // bit i: pad i is hit
  double tempo = 120;                         // beats per minute, in [kSlowestTempo, kFastestTempo]
  double swing = 0;                           // how late every second step comes, in steps, in [0, kMaxSwing]
  bool playing = false;

  bool operator==(const Pattern&) const = default;
};

/// Samples that are NaN or beyond [-100, 100] are silence. Memory is allocated and freed by what sets sounds, never by render().
class Mixer {
 public:
  /// Repeats `samples` without a gap; empty: nothing. The last 15 ms overlap the first, over which they fade, so one turn is that
  /// much shorter. What looped before fades within 15 ms into the new sound at the same place; of several that come within one fade
  /// the newest follows it.
  void set_loop(std::span<const float> samples);

  /// What pad `pad` in [0, kPads) plays from the next hit on.
  void set_pad(int pad, std::span<const float> samples);

  /// Plays the pad from its beginning over whatever else sounds; what it still played fades out within 4 ms.
  void hit(int pad);

  /// The same for a sound of its own.
  void play_once(std::span<const float> samples);

  /// Begins with step 0 at the next sample when it was not playing. A new tempo counts from where the bar is, and a new pattern
  /// from the next step on.
  void set_pattern(const Pattern& pattern);

  /// The next samples, in (-1, 1): the sum of all sounds, of which what is beyond 0.8 is bent towards 1.
  void render(std::span<float> out);

  /// The step that came last, or -1 while no pattern plays.
  int step() const { return step_; }

  /// How much of its turn the loop has played, in [0, 1), or -1 while there is none.
  double loop_position() const;

 private:
  // 4 ms, over which a sound that is cut off fades, and so does the end of each.
  static constexpr std::size_t kRelease = 64;

  struct Loop {
    std::vector<float> samples;
    std::size_t at = 0;

    float next();
  };

  struct Voice {
    std::vector<float> samples;
    std::size_t at = 0;  // samples.size() while silent

    float sample(std::size_t i) const;
    float next() { return at < samples.size() ? sample(at++) : 0.0f; }
  };

  float next_of_loop();
  float next_of_releases();
  void release(Voice& voice);
  void set_voice(Voice& voice, std::span<const float> samples);
  void advance_pattern();

  Loop loop_, next_loop_;            // the second one fades in
  std::vector<float> waiting_loop_;  // for the end of the fade
  bool loop_waits_ = false;
  int fade_left_ = 0;  // samples
  std::array<Voice, kPads> pads_;
  Voice once_;
  std::array<float, kRelease> releases_{};  // what sounds on of voices that were cut off, from releases_at_ on, around
  std::size_t releases_at_ = 0;
  Pattern pattern_;
  double anchor_ = 0;           // in steps since the beginning: where the bar was when the tempo was set
  std::int64_t clock_ = 0;      // samples since then
  std::int64_t next_step_ = 0;  // since the beginning
  int step_ = -1;
};

struct SetLoop {
  std::vector<float> samples;
  bool operator==(const SetLoop&) const = default;
};
struct SetPad {
  int pad = 0;
  std::vector<float> samples;
  bool operator==(const SetPad&) const = default;
};
struct HitPad {
  int pad = 0;
  bool operator==(const HitPad&) const = default;
};
struct PlayOnce {
  std::vector<float> samples;
  bool operator==(const PlayOnce&) const = default;
};
struct SetPattern {
  Pattern pattern;
  bool operator==(const SetPattern&) const = default;
};

/// What an interface asks of whoever plays.
using MixerCommand = std::variant<SetLoop, SetPad, HitPad, PlayOnce, SetPattern>;

void apply(Mixer& mixer, const MixerCommand& command);

}  // namespace zscape
