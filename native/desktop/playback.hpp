// The loudspeaker and the microphone: a Mixer that plays through SDL, and recordings.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

#include "audio/mixer.hpp"
#include "audio/sound.hpp"
#include "base/error.hpp"

namespace zscape {

/// Functions are called by one thread. Devices are opened when they are first needed, which can take a tenth of a second.
class Playback {
 public:
  Playback() = default;
  ~Playback();
  Playback(const Playback&) = delete;
  Playback& operator=(const Playback&) = delete;

  /// Heard within 50 ms. Where there is no loudspeaker nothing happens.
  void send(const MixerCommand& command);

  /// Of the mixer; -1 before the first command and where there is no loudspeaker.
  int step() const;
  double loop_position() const;

  /// Whether there is a loudspeaker, as far as the first command told.
  bool has_device() const { return device_ != 0; }

  /// What was recorded before is gone. Error unsupported: no microphone, or one that may not be used.
  Result<void> start_recording();

  /// So far; 0 when nothing is being recorded. From kMaxRecordedSeconds on nothing is added.
  double recorded_seconds() const;

  /// Ends the recording; at kMixerRate. None when nothing was recorded.
  std::optional<Sound> take_recording();

 private:
  void close_microphone();

  Mixer mixer_;
  bool is_opened_ = false;
  std::uint32_t device_ = 0;  // of SDL; 0: none

  std::uint32_t microphone_ = 0;
  std::int64_t recorded_rate_ = 0;
  std::vector<float> recorded_;                 // has room for the longest recording from the start
  std::atomic<std::size_t> recorded_size_ = 0;  // of it
};

}  // namespace zscape
