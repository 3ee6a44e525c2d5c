// What the Listen tab asks for, carried out: sounds are made, played and recorded.
#pragma once

#include "playback.hpp"
#include "ui/state/app_state.hpp"

namespace zscape {

class SoundDesk {
 public:
  /// After each frame: empties the state's requests, answers them, and says what plays.
  void carry_out(AppState& state);

 private:
  Playback playback_;
  bool was_asked_ = false;  // to play something
  bool is_recording_ = false;
};

}  // namespace zscape
