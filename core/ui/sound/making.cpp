#include "ui/sound/making.hpp"

#include <algorithm>
#include <utility>

#include "audio/mixer.hpp"
#include "nn/matrix.hpp"
#include "spec/model_spec.hpp"
#include "ui/sound/models.hpp"
#include "ui/sound/shaping.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"
#include "ui/state/listening.hpp"
#include "ui/view/code.hpp"

namespace zscape {
namespace {

bool is_for_sound(const Command& command) {
  return std::holds_alternative<MixerCommand>(command) || std::holds_alternative<MakeAudible>(command) ||
         std::holds_alternative<TakeIn>(command) || std::holds_alternative<StartRecording>(command) ||
         std::holds_alternative<StopRecording>(command);
}

}  // namespace

void make_sound(AppState& state, SoundSlot slot, Code code) {
  Listening& listening = state.listening;
  const ModelSpec& spec = listening.model->spec();
  MadeSound& made = listening.sounds[static_cast<std::size_t>(slot)];
  made.row = code_of(row(listening.model->decode(as_row(code)), 0));
  made.code = std::move(code);
  if (spec.sound->spectrogram) made.picture = made.row;
  if (!listening.sound_failure.empty()) return;
  listening.awaited[static_cast<std::size_t>(slot)] = ++listening.last_serial;
  state.outbox.emplace_back(MakeAudible{slot, listening.last_serial, *spec.sound, made.row});
}

bool is_awaited(const Listening& listening, SoundSlot slot) { return listening.awaited[static_cast<std::size_t>(slot)] != 0; }

bool is_made(const Listening& listening, SoundSlot slot, const Code& code) {
  return listening.sounds[static_cast<std::size_t>(slot)].code == code;
}

bool is_audible(const Listening& listening, SoundSlot slot, const Code& code) {
  return is_made(listening, slot, code) && !is_awaited(listening, slot) &&
         !listening.sounds[static_cast<std::size_t>(slot)].samples.empty();
}

void make_next_pad(AppState& state) {
  const int first = state.listening.to_speak.value_or(0);
  for (int i = 0; i < kPads; ++i) {
    const int pad = (first + i) % kPads;
    const SoundSlot slot = kFirstPad + pad;
    if (is_awaited(state.listening, slot)) return;
    Code code = pad_code(state, pad);
    if (!is_made(state.listening, slot, code)) return make_sound(state, slot, std::move(code));
  }
}

void tell_mixer(AppState& state, MixerCommand command) {
  if (state.listening.sound_failure.empty()) state.outbox.emplace_back(std::move(command));
}

void hear(AppState& state, SoundSlot slot, std::uint64_t serial, std::vector<float> samples, std::vector<float> picture) {
  Listening& listening = state.listening;
  const auto place = static_cast<std::size_t>(slot);
  if (slot < 0 || slot >= kSlots || serial == 0 || listening.awaited[place] != serial) return;
  listening.awaited[place] = 0;
  MadeSound& made = listening.sounds[place];
  made.samples = std::move(samples);
  if (!picture.empty()) made.picture = std::move(picture);
  if (slot == kShaped) {
    if (listening.loops) tell_mixer(state, SetLoop{made.samples});
  } else {
    tell_mixer(state, SetPad{slot - kFirstPad, made.samples});
  }
}

void fail_sound(AppState& state, std::string message) {
  Listening& listening = state.listening;
  listening.sound_failure = std::move(message);
  say_trouble(state);
  for (MadeSound& made : listening.sounds) made.samples.clear();
  listening.awaited = {};
  std::erase_if(state.outbox, is_for_sound);
  listening.pattern.reset();
  listening.loops = listening.looping = listening.walking = listening.beating = false;
  listening.play_when_made = false;
  listening.hit_when_made.reset();
  listening.to_speak.reset();
}

void retry_sounds(AppState& state) {
  state.listening.sound_failure.clear();
  state.listening.sounds = {};
}

}  // namespace zscape
