// What the interface wants done outside of itself; the shell empties AppState::outbox after each frame.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "audio/mixer.hpp"
#include "base/file.hpp"
#include "spec/sound_format.hpp"
#include "ui/state/fetch.hpp"
#include "ui/state/listening.hpp"

namespace zscape {

struct CopyLink {
  std::string fragment;
};

/// Ends the download of a model, of which there is one at most.
struct CancelModel {};

struct ChooseFile {};

struct OpenPath {
  std::string path;  // as it was typed
};

struct SaveFile {
  std::string name;
  Bytes bytes;
};

/// A picture of the window, as a file of that name.
struct SaveWindow {
  std::string name;
};

/// The preferences, for the next visit.
struct Remember {
  std::string text;
};

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

using Command = std::variant<CopyLink, FetchFile, CancelModel, ChooseFile, OpenPath, SaveFile, SaveWindow, Remember, MixerCommand,
                             MakeAudible, TakeIn, StartRecording, StopRecording>;

}  // namespace zscape
