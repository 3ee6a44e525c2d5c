#include "sound_desk.hpp"

#include <utility>

#include "audio/model_sound.hpp"
#include "audio/resample.hpp"
#include "audio/wav.hpp"

namespace zscape {
namespace {

void give_own(AppState& state, const Sound& sound, const SoundFormat& format, std::string name) {
  std::vector<float> samples = aligned(format, resample(sound.samples, sound.rate, format.rate));
  if (samples.empty()) {
    state.error = Error{ErrorCode::invalid_argument, name + ": nothing in it can be heard"};
    return;
  }
  std::vector<float> row = row_of(format, samples);
  std::vector<float> picture = shown(format, row);
  hear_own(state, std::move(name), std::move(row), std::move(samples), std::move(picture));
}

struct CarryOut {
  AppState& state;
  Playback& playback;
  bool& was_asked;
  bool& is_recording;

  void operator()(const MixerCommand& command) const {
    was_asked = true;
    playback.send(command);
  }
  void operator()(const MakeAudible& request) const {
    hear(state, request.slot, request.serial, sound_of(request.format, request.row), shown(request.format, request.row));
  }
  void operator()(const TakeIn& request) const {
    const auto sound = parse_wav(request.wav, request.name);
    if (sound) {
      give_own(state, *sound, request.format, request.name);
    } else {
      state.error = sound.error();
    }
  }
  void operator()(const StartRecording&) const {
    if (const auto started = playback.start_recording(); !started) {
      state.error = started.error();
    } else {
      is_recording = true;
    }
  }
  void operator()(const StopRecording& request) const {
    is_recording = false;
    if (const auto sound = playback.take_recording()) give_own(state, *sound, request.format, "the recording");
  }
};

}  // namespace

void SoundDesk::carry_out(AppState& state) {
  for (const SoundRequest& request : std::exchange(state.listening.requests, {}))
    std::visit(CarryOut{state, playback_, was_asked_, is_recording_}, request);
  state.listening.status = {.has_device = !was_asked_ || playback_.has_device(),
                            .step = playback_.step(),
                            .loop_position = playback_.loop_position(),
                            .recorded_seconds = is_recording_ ? playback_.recorded_seconds() : -1};
}

}  // namespace zscape
