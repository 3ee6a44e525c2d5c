#include "ui/sound/playing.hpp"

#include <algorithm>
#include <utility>

#include "audio/mixer.hpp"
#include "base/error.hpp"
#include "models/code_of_sample.hpp"
#include "spec/model_spec.hpp"
#include "ui/files/classifier.hpp"
#include "ui/files/fetch.hpp"
#include "ui/sound/making.hpp"
#include "ui/sound/models.hpp"
#include "ui/sound/shaping.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/listening.hpp"
#include "ui/state/messages.hpp"
#include "ui/state/published.hpp"
#include "ui/view/code.hpp"
#include "ui/view/listen_view.hpp"
#include "ui/view/tab.hpp"

namespace zscape {
namespace {

constexpr float kLitSeconds = 0.15f;

}  // namespace

void refresh_loop(AppState& state) {
  Listening& listening = state.listening;
  const std::vector<float>& samples = listening.sounds[kShaped].samples;
  const bool asked = state.shown.view.tab == Tab::listen && (listening.looping || listening.held || listening.walking);
  const bool wanted = asked && sound_model(state) && !samples.empty();
  if (wanted == listening.loops) return;
  listening.loops = wanted;
  tell_mixer(state, SetLoop{wanted ? samples : std::vector<float>()});
}

void refresh_pattern(AppState& state) {
  const ListenView& view = state.shown.view.listen;
  Listening& listening = state.listening;
  const bool playing = listening.beating && sound_model(state) && listening.sound_failure.empty();
  const Pattern pattern = {.steps = view.steps, .tempo = view.tempo, .swing = view.swing, .playing = playing};
  if (listening.pattern == pattern || (!listening.pattern && !pattern.playing)) return;
  listening.pattern = pattern;
  tell_mixer(state, SetPattern{pattern});
}

void show_step(AppState& state, double seconds) {
  Listening& listening = state.listening;
  for (float& lit : listening.lit) lit = std::max(0.0f, lit - static_cast<float>(seconds));
  const int step = listening.status.step;
  if (step == listening.lit_step) return;
  listening.lit_step = step;
  for (int pad = 0; step >= 0 && pad < kPads; ++pad)
    if ((state.shown.view.listen.steps[static_cast<std::size_t>(step)] >> pad & 1) != 0)
      listening.lit[static_cast<std::size_t>(pad)] = kLitSeconds;
}

void play_what_is_made(AppState& state) {
  Listening& listening = state.listening;
  if (listening.play_when_made && is_audible(listening, kShaped, shaped_code(state))) {
    listening.play_when_made = false;
    tell_mixer(state, PlayOnce{listening.sounds[kShaped].samples});
  }
  for (int pad = 0; pad < kPads; ++pad) {
    const auto place = static_cast<std::size_t>(pad);
    if (!listening.hit_when_made[place] && listening.to_speak != pad) continue;
    if (!is_audible(listening, kFirstPad + pad, pad_code(state, pad))) continue;
    listening.hit_when_made[place] = false;
    if (listening.to_speak == pad) listening.to_speak.reset();
    hit_pad(state, pad);
  }
}

void drop_unspeakable(AppState& state) {
  const ModelSpec& spec = state.listening.model->spec();
  if (!state.listening.to_speak || (is_conditional(spec) && spec.classes >= kPads)) return;
  state.listening.to_speak.reset();
  show_notice(state.messages, "no digit is spoken: model " + spec.id + " cannot be told which");
}

void hit_pad(AppState& state, int pad) {
  tell_mixer(state, HitPad{pad});
  state.listening.lit[static_cast<std::size_t>(pad)] = kLitSeconds;
}

void vary_pad(AppState& state, int pad) {
  int& variation = state.shown.view.listen.variations[static_cast<std::size_t>(pad)];
  variation = (variation + 1) % kMaxVariations;
  state.listening.hit_when_made.set(static_cast<std::size_t>(pad));
}

void play_shaped(AppState& state) {
  if (!state.listening.looping) state.listening.play_when_made = true;
}

void play_own(AppState& state) {
  Listening& listening = state.listening;
  if (listening.own) tell_mixer(state, PlayOnce{listening.own->samples});
}

void set_looping(AppState& state, bool looping) { state.listening.looping = looping; }

void set_beating(AppState& state, bool beating) { state.listening.beating = beating; }

void speak(AppState& state, int digit) {
  const bool is_digit = noun_in_use(state).one == "digit" && digit >= 0 && digit < kPads;
  if (!state.settings.preferences.speaks || !is_digit || !has_sounds(state)) return;
  if (const FetchFile file = sounds_file(state); !failure_of(state, file).empty()) retry(state, file);
  if (!state.listening.sound_failure.empty()) retry_sounds(state);
  state.listening.to_speak = digit;
}

void speak_verdict(AppState& state, bool is_stage_read) {
  if (classifier_in_use(state) == nullptr) state.listening.speaks_stage = false;
  if (is_stage_read && std::exchange(state.listening.speaks_stage, false)) speak(state, state.derived.verdict->label);
}

void speak_stage(AppState& state) { state.listening.speaks_stage = state.settings.preferences.speaks && has_sounds(state); }

void shape_anew(AppState& state) {
  const ModelSpec& spec = state.listening.model->spec();
  const Code before = shaped_code(state);
  Code code = sampled_code(state.listening, kShapedSeed, ++state.listening.shaped_draws, main_class(before, spec).value_or(0));
  std::copy(before.begin() + spec.latent, before.end(), code.begin() + spec.latent);
  shape(state, std::move(code));
  state.listening.own.reset();
  play_shaped(state);
}

void hear_own(AppState& state, std::string name, std::vector<float> row_values, std::vector<float> samples,
              std::vector<float> picture) {
  Listening& listening = state.listening;
  if (!sound_model(state) || std::ssize(row_values) != sample_width(listening.model->spec())) return;
  if (!listening.model->has_encoder()) {
    show_error(state.messages,
               Error{ErrorCode::unsupported, "model " + listening.model->spec().id + " has no encoder: it only makes sounds"});
    return;
  }
  MadeSound own;
  own.code = code_of_sample(*listening.model, row_values);
  own.picture = std::move(picture);
  own.row = std::move(row_values);
  own.samples = std::move(samples);
  shape(state, own.code);
  listening.own = std::move(own);
  listening.own_name = std::move(name);
  play_shaped(state);
}

}  // namespace zscape
