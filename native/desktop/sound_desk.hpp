// What the Listen tab asks for, carried out: sounds are made, played and recorded.
#pragma once

#include "playback.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"

namespace zscape {

class SoundDesk {
 public:
  void carry_out(AppState& state, const MixerCommand& command);
  void carry_out(AppState& state, const MakeAudible& request);
  void carry_out(AppState& state, const TakeIn& request);
  void carry_out(AppState& state, const StartRecording& request);
  void carry_out(AppState& state, const StopRecording& request);

  /// After each frame: says what plays.
  void report(AppState& state);

 private:
  Playback playback_;
  bool was_asked_ = false;  // to play something
  bool is_recording_ = false;
};

}  // namespace zscape
