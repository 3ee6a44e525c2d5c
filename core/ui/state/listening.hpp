// What the Listen tab knows: sounds that were made or are on their way, and what is asked of the shell's devices.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audio/mixer.hpp"
#include "base/file.hpp"
#include "models/model.hpp"
#include "spec/sound_format.hpp"
#include "ui/state/sliders.hpp"
#include "ui/view/code.hpp"

namespace zscape {

/// Whose sound is made: the one that is shaped, or a pad's, which is kFirstPad + its number.
using SoundSlot = int;

inline constexpr SoundSlot kShaped = 0, kFirstPad = 1;
inline constexpr int kSlots = kFirstPad + kPads;

/// What the shell says of its devices in every frame.
struct SoundStatus {
  bool has_device = true;        // something can be heard, as far as is known
  int step = -1;                 // of the beat, see Mixer
  double loop_position = -1;     // see Mixer
  double recorded_seconds = -1;  // -1 while nothing is being recorded
};

/// A sound once it was made.
struct MadeSound {
  Code code;                   // that it is of
  std::vector<float> row;      // [sample]
  std::vector<float> picture;  // [height, width] of shown_format(): its spectrogram, which may come with the samples
  std::vector<float> samples;  // empty until the shell has answered
};

struct OwnFile {
  std::string name;
  Bytes wav;
};

struct Listening {
  std::optional<Model> model;  // the last one that came: see sound_model()
  std::string loaded_id;       // of that one; the name of its file where it is the person's own
  bool is_own = false;         // it is
  std::string sound_failure;   // why nothing can be made audible, which then is not asked for, or ""
  std::array<MadeSound, kSlots> sounds;
  std::array<std::uint64_t, kSlots> awaited{};  // serials of what is being made; 0: nothing
  std::uint64_t last_serial = 0;
  std::optional<MadeSound> own;  // what was recorded or dropped, as the model sees it
  std::string own_name;
  bool looping = false;  // the shaped sound repeats
  bool held = false;     // somebody shapes it, and hears it meanwhile
  bool loops = false;    // the mixer was told so
  bool beating = false;  // the sequencer runs
  bool walking = false;  // between the anchors
  double between = 0;    // [0, 1]
  double walk_direction = 1;
  bool play_when_made = false;       // the shaped sound, once
  std::bitset<kPads> hit_when_made;  // pads that sound anew
  std::optional<int> to_speak;       // a digit, once its pad has a sound
  bool speaks_stage = false;         // once it is known which digit that shows
  std::uint64_t shaped_draws = 0;    // from the prior
  std::optional<OwnFile> waiting;    // for the model, which is to see it
  std::array<float, kPads> lit{};    // seconds for which a pad still shows that it was hit
  std::optional<Pattern> pattern;    // that the mixer was told
  int lit_step = -1;
  int painted_cell = -1;  // of the steps, by a pointer that is down; -1: none
  bool paints = true;     // cells on, or off
  Sliders sliders;
  SoundStatus status;
};

}  // namespace zscape
