// Sounds: what the Listen tab knows of this moment, what it asks of the shell, and what the shell answers. No drawing here.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "audio/mixer.hpp"
#include "models/model.hpp"
#include "ui/code.hpp"
#include "ui/sliders.hpp"
#include "weights/manifest.hpp"

namespace zscape {

struct AppState;
struct ListenView;

/// Whose sound is made: the one that is shaped, or a pad's, which is kFirstPad + its number.
using SoundSlot = int;
inline constexpr SoundSlot kShaped = 0, kFirstPad = 1;
inline constexpr int kSlots = kFirstPad + kPads;

/// A sample of a model, to be made audible, and to be seen where it is no picture itself.
struct MakeAudible {
  SoundSlot slot = kShaped;
  std::uint64_t serial = 0;  // that the answer repeats
  SoundFormat format;
  std::vector<float> row;  // [sample]
};

/// A person's own sound, a WAV file, to be seen as the model sees sounds.
struct TakeIn {
  std::string name;
  Bytes wav;
  SoundFormat format;
};

struct StartRecording {};
struct StopRecording {  // what was recorded is answered as TakeIn is
  SoundFormat format;
};

using SoundRequest = std::variant<MixerCommand, MakeAudible, TakeIn, StartRecording, StopRecording>;

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
  std::string model_id;        // which one was asked for last
  std::string failure;         // why that one did not come, or ""
  std::string sound_failure;   // why nothing can be made audible, which then is not asked for, or ""
  float fraction = 0;          // of the model that has arrived
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
  std::vector<SoundRequest> requests;
};

/// The published models of sounds.
std::vector<const ManifestEntry*> sound_models(const Manifest& manifest);

/// Whether the Listen tab is there.
bool has_sounds(const AppState& state);

/// Which model the view asks for: a published one, or the person's own where the view names none; "" where there is none.
std::string wanted_sounds(const AppState& state);

/// That model, once it is there; else nullptr.
const Model* sound_model(const AppState& state);

/// What of the view does not fit sound_model() is dropped, and that is said.
void settle_sounds(AppState& state);

/// The model of what is shown: of the sounds on the Listen tab once it is there, else of the pictures.
const Model& model_on_show(const AppState& state);

/// Why nothing is heard, or "".
std::string sound_trouble(const Listening& listening);

/// Before the panels draw: asks for the model, lets time pass, and takes over what was made.
void advance_listening(AppState& state, double seconds);

/// After they have: asks for sounds of what was changed.
void update_sounds(AppState& state);

/// Whether something is heard, made or on its way.
bool is_listening(const AppState& state);

/// The code of the sound that is shaped, on its way between the anchors too, or one from the prior before anything was shaped.
/// Needs a model.
Code shaped_code(const AppState& state);

/// The one at `between` of the way from the first anchor to the second. Needs both.
Code morphed_code(const AppState& state);

void shape(AppState& state, Code code);
void shape_anew(AppState& state);  // from the prior, of the same class

/// What was shaped and kept, which another model could not read.
void forget_sounds(ListenView& view);

/// Plays a pad now.
void hit_pad(AppState& state, int pad);
void vary_pad(AppState& state, int pad);

void play_shaped(AppState& state);
void play_own(AppState& state);  // as it was recorded or opened
void set_looping(AppState& state, bool looping);
void set_walking(AppState& state, bool walking);  // between the anchors
/// Lets time pass there; without walking `between` is where the shaped sound is, or what on the way comes nearest to it.
void advance_morph(AppState& state, double seconds);
void set_beating(AppState& state, bool beating);

/// Says a digit that was chosen, once its sound is there, to who wants to hear it.
void speak(AppState& state, int digit);
/// The same for the picture that was put on the stage, once it has been read.
void speak_stage(AppState& state);

/// The shaped sound as a WAV file; says why where there is none.
void save_sound(AppState& state);

/// Gives the model a person's own sound.
void take_in(AppState& state, Bytes wav, std::string name);

// What the shell answers.
/// Errors: another SHA-256 than the manifest's, those of Model::load(), unsupported: it makes no sounds, or such of another rate
/// than kMixerRate.
Result<void> open_sound_model(AppState& state, std::span<const std::byte> file, std::string_view id);
void fail_sound_model(AppState& state, std::string_view id, std::string message);
void retry_sound_model(AppState& state);

/// Makes a model of sounds from a file of the person's own the one of the Listen tab, and shows that. Error unsupported: its sounds
/// have another rate than kMixerRate.
Result<void> use_own_sounds(AppState& state, Model model, std::string label);

void hear(AppState& state, SoundSlot slot, std::uint64_t serial, std::vector<float> samples, std::vector<float> picture);
/// Nothing is asked for any more until retry_sounds().
void fail_sound(AppState& state, std::string message);
void retry_sounds(AppState& state);
/// `row` [sample] is what the model sees of the sound called `name`, `picture` its spectrogram.
void hear_own(AppState& state, std::string name, std::vector<float> row, std::vector<float> samples, std::vector<float> picture);

}  // namespace zscape
