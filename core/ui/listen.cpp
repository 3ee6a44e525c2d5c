#include "ui/listen.hpp"

#include <algorithm>
#include <utility>

#include "audio/wav.hpp"
#include "models/code_of_sample.hpp"
#include "ui/app_state.hpp"
#include "ui/changes.hpp"
#include "ui/datasets.hpp"
#include "ui/load_checked.hpp"

namespace zscape {
namespace {

constexpr std::uint64_t kPadSeed = 7;      // of the pads' draws
constexpr std::uint64_t kShapedSeed = 11;  // of those that are shaped
constexpr int kFirstDigit = 7;             // of the first of them
constexpr float kLitSeconds = 0.15f;

Matrix row_matrix(std::span<const float> values) { return Eigen::Map<const Matrix>(values.data(), 1, std::ssize(values)); }

Code first_row(const Matrix& m) { return {row(m, 0).begin(), row(m, 0).end()}; }

std::optional<int> class_of(const Listening& listening, int label) {
  const ModelSpec& spec = listening.model->spec();
  return is_conditional(spec) ? std::optional(label % static_cast<int>(spec.classes)) : std::nullopt;
}

Code drawn(const Listening& listening, std::uint64_t seed, std::uint64_t place, int label) {
  return first_row(listening.model->sample(seed, place, 1, 1.0f, class_of(listening, label)));
}

Code pad_code(const AppState& state, int pad) {
  const int variation = state.view.listen.variations[static_cast<std::size_t>(pad)];
  return drawn(state.listening, kPadSeed, static_cast<std::uint64_t>(variation * kPads + pad), pad);
}

const ManifestEntry* find_sounds(const std::vector<const ManifestEntry*>& published, std::string_view id) {
  const auto found = std::find_if(published.begin(), published.end(), [&](const auto* entry) { return entry->id == id; });
  return found == published.end() ? nullptr : *found;
}

void ask_for_model(AppState& state) {
  Listening& listening = state.listening;
  const std::string wanted = wanted_sounds(state);
  if (std::string& named = state.view.listen.model_id; !named.empty() && named != wanted) {
    if (!wanted.empty())
      state.error =
          Error{ErrorCode::not_found, "no published model of sounds is called " + named + "; " + wanted + " is in its place"};
    named.clear();
  }
  if (listening.model_id == wanted) return;
  listening.model_id = wanted;  // what was asked for before is not taken any more
  listening.failure.clear();
  listening.fraction = 0;
  if (!sound_model(state)) state.commands.push_back({Command::Kind::load_sound_model, wanted});
}

/// Draws the picture of `code` into the slot and asks for its sound.
void make(AppState& state, SoundSlot slot, Code code) {
  Listening& listening = state.listening;
  const ModelSpec& spec = listening.model->spec();
  MadeSound& made = listening.sounds[static_cast<std::size_t>(slot)];
  made.row = first_row(listening.model->decode(row_matrix(code)));
  made.code = std::move(code);
  if (spec.sound->spectrogram) made.picture = made.row;
  if (!listening.sound_failure.empty()) return;
  listening.awaited[static_cast<std::size_t>(slot)] = ++listening.last_serial;
  listening.requests.push_back(MakeAudible{slot, listening.last_serial, *spec.sound, made.row});
}

bool is_awaited(const Listening& listening, SoundSlot slot) { return listening.awaited[static_cast<std::size_t>(slot)] != 0; }

bool is_made(const Listening& listening, SoundSlot slot, const Code& code) {
  return listening.sounds[static_cast<std::size_t>(slot)].code == code;
}

/// One pad a frame, that which is waited for first.
void make_next_pad(AppState& state) {
  const int first = state.listening.to_speak.value_or(0);
  for (int i = 0; i < kPads; ++i) {
    const int pad = (first + i) % kPads;
    const SoundSlot slot = kFirstPad + pad;
    if (is_awaited(state.listening, slot)) return;
    Code code = pad_code(state, pad);
    if (!is_made(state.listening, slot, code)) return make(state, slot, std::move(code));
  }
}

void mix(Listening& listening, MixerCommand command) {
  if (listening.sound_failure.empty()) listening.requests.emplace_back(std::move(command));
}

/// Whether the sound of `code` can be played.
bool is_audible(const Listening& listening, SoundSlot slot, const Code& code) {
  return is_made(listening, slot, code) && !is_awaited(listening, slot) &&
         !listening.sounds[static_cast<std::size_t>(slot)].samples.empty();
}

/// What was to be played as soon as it is there.
void play_what_is_made(AppState& state) {
  Listening& listening = state.listening;
  if (listening.play_when_made && is_audible(listening, kShaped, shaped_code(state))) {
    listening.play_when_made = false;
    mix(listening, PlayOnce{listening.sounds[kShaped].samples});
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

void refresh_loop(AppState& state) {
  Listening& listening = state.listening;
  const std::vector<float>& samples = listening.sounds[kShaped].samples;
  const bool asked = state.view.tab == Tab::listen && (listening.looping || listening.held || listening.walking);
  const bool wanted = asked && sound_model(state) && !samples.empty();
  if (wanted == listening.loops) return;
  listening.loops = wanted;
  mix(listening, SetLoop{wanted ? samples : std::vector<float>()});
}

void refresh_pattern(AppState& state) {
  const ListenView& view = state.view.listen;
  Listening& listening = state.listening;
  const bool playing = listening.beating && sound_model(state) && listening.sound_failure.empty();
  const Pattern pattern = {.steps = view.steps, .tempo = view.tempo, .swing = view.swing, .playing = playing};
  if (listening.pattern == pattern || (!listening.pattern && !pattern.playing)) return;
  listening.pattern = pattern;
  mix(listening, SetPattern{pattern});
}

void show_step(AppState& state, double seconds) {
  Listening& listening = state.listening;
  for (float& lit : listening.lit) lit = std::max(0.0f, lit - static_cast<float>(seconds));
  const int step = listening.status.step;
  if (step == listening.lit_step) return;
  listening.lit_step = step;
  for (int pad = 0; step >= 0 && pad < kPads; ++pad)
    if ((state.view.listen.steps[static_cast<std::size_t>(step)] >> pad & 1) != 0)
      listening.lit[static_cast<std::size_t>(pad)] = kLitSeconds;
}

/// A microphone that nobody sees, or that is full, listens no longer.
void stop_recording(AppState& state) {
  const double seconds = state.listening.status.recorded_seconds;
  if (seconds < 0 || (state.view.tab == Tab::listen && seconds < kMostRecordedSeconds)) return;
  state.listening.requests.push_back(StopRecording{*state.listening.model->spec().sound});
}

Result<void> expect_sounds(const ModelSpec& spec) {
  if (!spec.sound || !is_generative(spec))
    return Error{ErrorCode::unsupported, "expected a model that makes sounds, found " + spec.id + ", which makes none"};
  if (spec.sound->rate == kMixerRate) return {};
  return Error{ErrorCode::unsupported, "expected sounds of " + std::to_string(kMixerRate) + " samples per second, found " +
                                           std::to_string(spec.sound->rate) + " of model " + spec.id};
}

bool learns_order(const Listening& listening) {
  const bool at_rest = !listening.held && !is_awaited(listening, kShaped);
  return at_rest && wants_order(listening.sliders);
}

/// Which latents are heard most, a little in every frame in which nobody shapes. Once somebody has, they stay where they are.
void learn_order(Listening& listening) {
  Sliders& sliders = listening.sliders;
  if (listening.held && !sliders.ordered) sliders.in_use = true;
  if (!learns_order(listening)) return;
  sliders.activity->step(*listening.model);
  arrange(sliders, *listening.model);
}

void use_sounds(AppState& state, Model model, std::string id, bool is_own) {
  Listening& listening = state.listening;
  listening.model = std::move(model);
  listening.loaded_id = listening.model_id = std::move(id);
  listening.is_own = is_own;
  listening.failure.clear();
  listening.sounds = {};
  listening.awaited = {};
  listening.own.reset();
  arrange(listening.sliders, *listening.model);
  settle_sounds(state);
}

/// Where nobody sees the Listen tab, which shows it.
void say_trouble(AppState& state) {
  if (state.view.tab != Tab::listen) say_notice(state, sound_trouble(state.listening));
}

/// A digit is asked of a model that knows all of them.
void drop_unspeakable(AppState& state) {
  const ModelSpec& spec = state.listening.model->spec();
  if (!state.listening.to_speak || (is_conditional(spec) && spec.classes >= kPads)) return;
  state.listening.to_speak.reset();
  say_notice(state, "no digit is spoken: model " + spec.id + " cannot be told which");
}

}  // namespace

std::vector<const ManifestEntry*> sound_models(const Manifest& manifest) {
  std::vector<const ManifestEntry*> models;
  for (const ManifestEntry& entry : manifest.models)
    if (entry.role == ModelRole::sound_generator) models.push_back(&entry);
  return models;
}

std::string wanted_sounds(const AppState& state) {
  const Listening& listening = state.listening;
  const std::string& named = state.view.listen.model_id;
  if (named.empty() && listening.is_own) return listening.loaded_id;
  const auto published = sound_models(state.manifest);
  if (find_sounds(published, named)) return named;
  return published.empty() ? std::string() : published.front()->id;
}

const Model* sound_model(const AppState& state) {
  const Listening& listening = state.listening;
  return listening.model && listening.loaded_id == wanted_sounds(state) ? &*listening.model : nullptr;
}

void settle_sounds(AppState& state) {
  ListenView& view = state.view.listen;
  const Model* model = sound_model(state);
  if (!model) return;
  const ModelSpec& spec = model->spec();
  const std::int64_t width = code_width(spec);
  for (std::optional<Code>* code : {&view.code, &view.anchors[0], &view.anchors[1]}) {
    if (!*code || std::ssize(**code) == width) continue;
    state.error = Error{ErrorCode::mismatch, "a sound was left out: model " + spec.id + " expects " + std::to_string(width) +
                                                 " values of its code, found " + std::to_string((*code)->size())};
    code->reset();
  }
}

bool has_sounds(const AppState& state) { return state.listening.model || !sound_models(state.manifest).empty(); }

const Model& model_on_show(const AppState& state) {
  const Model* sounds = state.view.tab == Tab::listen ? sound_model(state) : nullptr;
  return sounds ? *sounds : *state.model;
}

std::string sound_trouble(const Listening& listening) {
  const std::string& why = listening.failure.empty() ? listening.sound_failure : listening.failure;
  return why.empty() ? std::string() : "no sound: " + why;
}

void advance_listening(AppState& state, double seconds) {
  Listening& listening = state.listening;
  const bool shown = state.view.tab == Tab::listen;
  if (shown || listening.to_speak) ask_for_model(state);
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
  const bool shown = state.view.tab == Tab::listen;
  if (!shown && !listening.to_speak && !listening.beating) return;
  if (shown) {
    learn_order(listening);
    if (Code code = shaped_code(state); !is_awaited(listening, kShaped) && !is_made(listening, kShaped, code))
      make(state, kShaped, std::move(code));
  }
  make_next_pad(state);
  play_what_is_made(state);
  if (auto own = std::exchange(listening.waiting, {})) {
    listening.requests.push_back(TakeIn{std::move(own->name), std::move(own->wav), *listening.model->spec().sound});
  }
}

bool is_listening(const AppState& state) {
  const Listening& listening = state.listening;
  if (listening.status.recorded_seconds >= 0) return true;
  if (!listening.sound_failure.empty()) return false;
  if (listening.to_speak) return true;
  const bool shown = state.view.tab == Tab::listen;
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

Code shaped_code(const AppState& state) {
  const ListenView& view = state.view.listen;
  const auto& [a, b] = view.anchors;
  if (state.listening.walking && a && b) return morphed_code(state);
  return view.code ? *view.code : drawn(state.listening, kShapedSeed, 0, kFirstDigit);
}

void shape(AppState& state, Code code) {
  state.listening.walking = false;
  state.view.listen.code = std::move(code);
}

void forget_sounds(ListenView& view) {
  view.code.reset();
  view.anchors = {};
}

void shape_anew(AppState& state) {
  const ModelSpec& spec = state.listening.model->spec();
  const Code before = shaped_code(state);
  Code code = drawn(state.listening, kShapedSeed, ++state.listening.shaped_draws, main_class(before, spec).value_or(0));
  std::copy(before.begin() + spec.latent, before.end(), code.begin() + spec.latent);
  shape(state, std::move(code));
  state.listening.own.reset();
  play_shaped(state);
}

void hit_pad(AppState& state, int pad) {
  mix(state.listening, HitPad{pad});
  state.listening.lit[static_cast<std::size_t>(pad)] = kLitSeconds;
}

void vary_pad(AppState& state, int pad) {
  int& variation = state.view.listen.variations[static_cast<std::size_t>(pad)];
  variation = (variation + 1) % kMostVariations;
  state.listening.hit_when_made.set(static_cast<std::size_t>(pad));
}

void play_shaped(AppState& state) {
  if (!state.listening.looping) state.listening.play_when_made = true;
}

void play_own(AppState& state) {
  Listening& listening = state.listening;
  if (listening.own) mix(listening, PlayOnce{listening.own->samples});
}

void set_looping(AppState& state, bool looping) { state.listening.looping = looping; }

void set_beating(AppState& state, bool beating) { state.listening.beating = beating; }

void speak(AppState& state, int digit) {
  const bool is_digit = noun_in_use(state).one == "digit" && digit >= 0 && digit < kPads;
  if (!state.preferences.speaks || !is_digit || !has_sounds(state)) return;
  if (!state.listening.failure.empty()) retry_sound_model(state);
  if (!state.listening.sound_failure.empty()) retry_sounds(state);
  state.listening.to_speak = digit;
}

void speak_stage(AppState& state) { state.listening.speaks_stage = state.preferences.speaks && has_sounds(state); }

void save_sound(AppState& state) {
  const Listening& listening = state.listening;
  const MadeSound& made = listening.sounds[kShaped];
  if (made.samples.empty()) {
    const std::string trouble = sound_trouble(listening);
    return say_notice(state, trouble.empty() ? "the sound is on its way: save it in a moment" : trouble);
  }
  const ModelSpec& spec = listening.model->spec();
  std::string name = spec.id + ".wav";
  say_notice(state, "saving " + name);
  state.commands.push_back(
      {Command::Kind::save_file, std::move(name), encode_wav({.rate = spec.sound->rate, .samples = made.samples})});
}

void take_in(AppState& state, Bytes wav, std::string name) {
  Listening& listening = state.listening;
  listening.waiting = OwnFile{std::move(name), std::move(wav)};
  show_tab(state, Tab::listen);
}

Result<void> open_sound_model(AppState& state, std::span<const std::byte> file, std::string_view id) {
  Listening& listening = state.listening;
  if (id != listening.model_id) return {};
  const auto entry = std::find_if(state.manifest.models.begin(), state.manifest.models.end(),
                                  [&](const ManifestEntry& one) { return one.id == id; });
  check(entry != state.manifest.models.end(), "a published model");
  ZSCAPE_TRY(Model model, load_checked(file, entry->sha256));
  ZSCAPE_TRY_VOID(expect_sounds(model.spec()));
  use_sounds(state, std::move(model), entry->id, false);
  return {};
}

Result<void> use_own_sounds(AppState& state, Model model, std::string label) {
  ZSCAPE_TRY_VOID(expect_sounds(model.spec()));
  forget_sounds(state.view.listen);
  state.view.listen.model_id.clear();
  use_sounds(state, std::move(model), std::move(label), true);
  show_tab(state, Tab::listen);
  return {};
}

void fail_sound_model(AppState& state, std::string_view id, std::string message) {
  if (id != state.listening.model_id) return;
  state.listening.failure = std::move(message);
  state.listening.to_speak.reset();
  say_trouble(state);
}

void retry_sound_model(AppState& state) {
  state.listening.model_id.clear();
  state.listening.failure.clear();
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
    if (listening.loops) mix(listening, SetLoop{made.samples});
  } else {
    mix(listening, SetPad{slot - kFirstPad, made.samples});
  }
}

// Whoever played has forgotten all that it was told.
void fail_sound(AppState& state, std::string message) {
  Listening& listening = state.listening;
  listening.sound_failure = std::move(message);
  say_trouble(state);
  for (MadeSound& made : listening.sounds) made.samples.clear();
  listening.awaited = {};
  listening.requests.clear();
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

void hear_own(AppState& state, std::string name, std::vector<float> row_values, std::vector<float> samples,
              std::vector<float> picture) {
  Listening& listening = state.listening;
  if (!sound_model(state) || std::ssize(row_values) != sample_width(listening.model->spec())) return;
  if (!listening.model->has_encoder()) {
    state.error = Error{ErrorCode::unsupported, "model " + listening.model->spec().id + " has no encoder: it only makes sounds"};
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
