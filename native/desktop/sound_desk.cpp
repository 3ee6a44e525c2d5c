#include "sound_desk.hpp"

#include <utility>

#include "audio/model_sound.hpp"
#include "ui/sound/making.hpp"
#include "ui/sound/playing.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"
#include "ui/state/messages.hpp"

namespace zscape {
namespace {

void give_own(AppState& state, Result<std::vector<float>> samples, const SoundFormat& format, std::string name) {
  if (!samples) {
    show_error(state.messages, samples.error());
    return;
  }
  std::vector<float> row = row_of(format, *samples);
  std::vector<float> picture = shown(format, row);
  hear_own(state, std::move(name), std::move(row), std::move(samples).value(), std::move(picture));
}

}  // namespace

void SoundDesk::carry_out(AppState&, const MixerCommand& command) {
  was_asked_ = true;
  playback_.send(command);
}

void SoundDesk::carry_out(AppState& state, const MakeAudible& request) {
  hear(state, request.slot, request.serial, sound_of(request.format, request.row), shown(request.format, request.row));
}

void SoundDesk::carry_out(AppState& state, const TakeIn& request) {
  give_own(state, own_sound(request.format, std::span<const std::byte>(request.wav), request.name), request.format, request.name);
}

void SoundDesk::carry_out(AppState& state, const StartRecording&) {
  if (const auto started = playback_.start_recording(); !started) {
    show_error(state.messages, started.error());
  } else {
    is_recording_ = true;
  }
}

void SoundDesk::carry_out(AppState& state, const StopRecording& request) {
  is_recording_ = false;
  const std::string name = "the recording";
  if (const auto sound = playback_.take_recording()) give_own(state, own_sound(request.format, *sound, name), request.format, name);
}

void SoundDesk::report(AppState& state) {
  state.listening.status = {.has_device = !was_asked_ || playback_.has_device(),
                            .step = playback_.step(),
                            .loop_position = playback_.loop_position(),
                            .recorded_seconds = is_recording_ ? playback_.recorded_seconds() : -1};
}

}  // namespace zscape
