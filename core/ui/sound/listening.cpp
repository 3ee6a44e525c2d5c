#include "ui/sound/listening.hpp"

#include <algorithm>
#include <utility>

#include "audio/mixer.hpp"
#include "audio/sound.hpp"
#include "audio/wav.hpp"
#include "base/file.hpp"
#include "spec/model_spec.hpp"
#include "ui/sound/making.hpp"
#include "ui/sound/models.hpp"
#include "ui/sound/playing.hpp"
#include "ui/sound/shaping.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"
#include "ui/state/listening.hpp"
#include "ui/state/messages.hpp"
#include "ui/state/sliders.hpp"
#include "ui/state/tabs.hpp"
#include "ui/view/code.hpp"
#include "ui/view/tab.hpp"

namespace zscape {
namespace {

/// Ends a recording when its tab is left or when it is as long as it may be.
void stop_recording(AppState& state) {
  const double seconds = state.listening.status.recorded_seconds;
  if (seconds < 0 || (state.shown.view.tab == Tab::listen && seconds < kMaxRecordedSeconds)) return;
  state.outbox.emplace_back(StopRecording{*state.listening.model->spec().sound});
}

bool learns_order(const Listening& listening) {
  const bool at_rest = !listening.held && !is_awaited(listening, kShaped);
  return at_rest && wants_order(listening.sliders);
}

/// Finds out which latents change the sound most, a little in every frame in which no slider is held. Once one was used, the order
/// stays.
void learn_order(Listening& listening) {
  Sliders& sliders = listening.sliders;
  if (listening.held && !sliders.ordered) sliders.in_use = true;
  if (!learns_order(listening)) return;
  sliders.activity->step(*listening.model);
  arrange(sliders, *listening.model);
}

}  // namespace

void advance_listening(AppState& state, double seconds) {
  Listening& listening = state.listening;
  const bool shown = state.shown.view.tab == Tab::listen;
  if (shown || listening.to_speak) settle_named_sounds(state);
  if (!listening.model) return;
  stop_recording(state);
  show_step(state, seconds);
  if (!shown || !sound_model(state)) return;
  settle_sounds(state);
  advance_morph(state, seconds);
}

void update_sounds(AppState& state) {
  Listening& listening = state.listening;
  if (!listening.model) return;
  refresh_loop(state);  // which ends where the tab is left
  refresh_pattern(state);
  if (!sound_model(state)) return;
  drop_unspeakable(state);
  const bool shown = state.shown.view.tab == Tab::listen;
  if (!shown && !listening.to_speak && !listening.beating) return;
  if (shown) {
    learn_order(listening);
    if (Code code = shaped_code(state); !is_awaited(listening, kShaped) && !is_made(listening, kShaped, code))
      make_sound(state, kShaped, std::move(code));
  }
  make_next_pad(state);
  play_what_is_made(state);
  if (auto own = std::exchange(listening.waiting, {})) {
    state.outbox.emplace_back(TakeIn{std::move(own->name), std::move(own->wav), *listening.model->spec().sound});
  }
}

bool is_listening(const AppState& state) {
  const Listening& listening = state.listening;
  if (listening.status.recorded_seconds >= 0) return true;
  if (!listening.sound_failure.empty()) return false;
  if (listening.to_speak) return true;
  const bool shown = state.shown.view.tab == Tab::listen;
  if (!sound_model(state) || (!shown && !listening.beating)) return false;
  const auto wants = [&](SoundSlot slot, const Code& code) {
    return is_awaited(listening, slot) || !is_made(listening, slot, code);
  };
  for (int pad = 0; pad < kPads; ++pad)
    if (wants(kFirstPad + pad, pad_code(state, pad))) return true;
  if (!shown) return false;
  const bool lit = std::any_of(listening.lit.begin(), listening.lit.end(), [](float seconds) { return seconds > 0; });
  return lit || listening.beating || listening.loops || listening.walking || learns_order(listening) ||
         wants(kShaped, shaped_code(state));
}

void save_sound(AppState& state) {
  const Listening& listening = state.listening;
  const MadeSound& made = listening.sounds[kShaped];
  if (made.samples.empty()) {
    const std::string trouble = sound_trouble(state);
    return show_notice(state.messages, trouble.empty() ? "the sound is on its way: save it in a moment" : trouble);
  }
  const ModelSpec& spec = listening.model->spec();
  std::string name = spec.id + ".wav";
  show_notice(state.messages, "saving " + name);
  state.outbox.emplace_back(SaveFile{std::move(name), encode_wav({.rate = spec.sound->rate, .samples = made.samples})});
}

void take_in(AppState& state, Bytes wav, std::string name) {
  Listening& listening = state.listening;
  listening.waiting = OwnFile{std::move(name), std::move(wav)};
  show_tab(state, Tab::listen);
}

}  // namespace zscape
