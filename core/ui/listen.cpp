#include "ui/listen.hpp"

#include <algorithm>
#include <utility>

#include "audio/wav.hpp"
#include "latent/interpolate.hpp"
#include "models/code_of_sample.hpp"
#include "ui/app_state.hpp"
#include "ui/changes.hpp"
#include "ui/datasets.hpp"
#include "ui/load_checked.hpp"

namespace zscape {
namespace {

constexpr std::uint64_t kPadSeed = 7;      // of the pads' draws
constexpr std::uint64_t kShapedSeed = 11;  // of those that are shaped
constexpr double kSecondsPerWalk = 5;      // between the anchors, one way
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

void ask_for_model(AppState& state) {
  Listening& listening = state.listening;
  const auto published = sound_models(state.manifest);
  if (published.empty()) return;
  const std::string& wanted = state.view.listen.model_id;
  const auto named = std::find_if(published.begin(), published.end(), [&](const auto* entry) { return entry->id == wanted; });
  const std::string& id = named == published.end() ? published.front()->id : (*named)->id;
  const bool is_own = listening.model && wanted.empty() && !listening.model_id.empty();
  if (listening.model_id == id || is_own) return;
  listening.model_id = id;
  listening.failure.clear();
  listening.fraction = 0;
  state.commands.push_back({Command::Kind::load_sound_model, id});
}

/// Draws the picture of `code` into the slot and asks for its sound.
void make(AppState& state, SoundSlot slot, Code code) {
  Listening& listening = state.listening;
  const ModelSpec& spec = listening.model->spec();
  MadeSound& made = listening.sounds[static_cast<std::size_t>(slot)];
  made.row = first_row(listening.model->decode(row_matrix(code)));
  made.code = std::move(code);
  if (spec.sound->spectrogram) made.picture = made.row;
  listening.awaited[static_cast<std::size_t>(slot)] = ++listening.last_serial;
  listening.requests.push_back(MakeAudible{slot, listening.last_serial, *spec.sound, made.row});
}

bool is_awaited(const Listening& listening, SoundSlot slot) { return listening.awaited[static_cast<std::size_t>(slot)] != 0; }

bool is_made(const Listening& listening, SoundSlot slot, const Code& code) {
  return listening.sounds[static_cast<std::size_t>(slot)].code == code;
}

/// One pad a frame.
void make_next_pad(AppState& state) {
  for (int pad = 0; pad < kPads; ++pad) {
    const SoundSlot slot = kFirstPad + pad;
    if (is_awaited(state.listening, slot)) return;
    Code code = pad_code(state, pad);
    if (!is_made(state.listening, slot, code)) return make(state, slot, std::move(code));
  }
}

void mix(Listening& listening, MixerCommand command) { listening.requests.emplace_back(std::move(command)); }

void speak_if_made(AppState& state) {
  Listening& listening = state.listening;
  if (!listening.to_speak) return;
  const SoundSlot slot = kFirstPad + *listening.to_speak;
  if (is_awaited(listening, slot) || listening.sounds[static_cast<std::size_t>(slot)].samples.empty()) return;
  hit_pad(state, *listening.to_speak);
  listening.to_speak.reset();
}

void refresh_loop(AppState& state) {
  Listening& listening = state.listening;
  const std::vector<float>& samples = listening.sounds[kShaped].samples;
  const bool asked = state.view.tab == Tab::listen && (listening.looping || listening.held || listening.walking);
  const bool wanted = asked && !samples.empty();
  if (wanted == listening.loops) return;
  listening.loops = wanted;
  mix(listening, SetLoop{wanted ? samples : std::vector<float>()});
}

void refresh_pattern(AppState& state) {
  const ListenView& view = state.view.listen;
  Listening& listening = state.listening;
  const Pattern pattern = {.steps = view.steps, .tempo = view.tempo, .swing = view.swing, .playing = listening.beating};
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

void walk(AppState& state, double seconds) {
  Listening& listening = state.listening;
  if (!listening.walking) return;
  const auto& [a, b] = state.view.listen.anchors;
  if (!a || !b) {
    listening.walking = false;
    return;
  }
  double& direction = listening.walk_direction;
  listening.between += direction * seconds / kSecondsPerWalk;
  if (listening.between <= 0 || listening.between >= 1) direction = listening.between <= 0 ? 1 : -1;
  listening.between = std::clamp(listening.between, 0.0, 1.0);
}

/// What of the view does not fit the model is dropped; what is open is drawn.
void settle_listening(AppState& state) {
  ListenView& view = state.view.listen;
  const auto width = static_cast<std::size_t>(code_width(state.listening.model->spec()));
  for (std::optional<Code>* code : {&view.code, &view.anchors[0], &view.anchors[1]})
    if (*code && (*code)->size() != width) code->reset();
  if (!view.code) view.code = drawn(state.listening, kShapedSeed, 0, 7);
}

void use_sounds(AppState& state, Model model) {
  Listening& listening = state.listening;
  listening.model = std::move(model);
  listening.failure.clear();
  listening.sounds = {};
  listening.awaited = {};
  listening.own.reset();
  arrange(listening.sliders, *listening.model);
  settle_listening(state);
}

}  // namespace

std::vector<const ManifestEntry*> sound_models(const Manifest& manifest) {
  std::vector<const ManifestEntry*> models;
  for (const ManifestEntry& entry : manifest.models)
    if (entry.role == ModelRole::sound_generator) models.push_back(&entry);
  return models;
}

bool has_sounds(const AppState& state) { return state.listening.model || !sound_models(state.manifest).empty(); }

void advance_listening(AppState& state, double seconds) {
  Listening& listening = state.listening;
  if (state.view.tab == Tab::listen || listening.to_speak) ask_for_model(state);
  if (!listening.model) return;
  settle_listening(state);
  walk(state, seconds);
  show_step(state, seconds);
}

void update_sounds(AppState& state) {
  Listening& listening = state.listening;
  if (!listening.model) return;
  refresh_loop(state);  // which ends where the tab is left
  if (state.view.tab != Tab::listen && !listening.to_speak && !listening.beating) return;
  if (Code code = shaped_code(state); !is_awaited(listening, kShaped) && !is_made(listening, kShaped, code))
    make(state, kShaped, std::move(code));
  make_next_pad(state);
  speak_if_made(state);
  if (auto own = std::exchange(listening.waiting, {})) {
    listening.requests.push_back(TakeIn{std::move(own->name), std::move(own->wav), *listening.model->spec().sound});
  }
  refresh_pattern(state);
}

bool is_listening(const AppState& state) {
  const Listening& listening = state.listening;
  if (listening.beating || listening.to_speak) return true;
  if (state.view.tab != Tab::listen || !listening.model) return false;
  const auto wants = [&](SoundSlot slot, const Code& code) {
    return is_awaited(listening, slot) || !is_made(listening, slot, code);
  };
  if (listening.loops || listening.walking || listening.status.recorded_seconds >= 0 || wants(kShaped, shaped_code(state)))
    return true;
  for (int pad = 0; pad < kPads; ++pad)
    if (listening.lit[static_cast<std::size_t>(pad)] > 0 || wants(kFirstPad + pad, pad_code(state, pad))) return true;
  return false;
}

Code shaped_code(const AppState& state) {
  const ListenView& view = state.view.listen;
  const auto& [a, b] = view.anchors;
  if (!state.listening.walking || !a || !b) return *view.code;
  return morphed_code(state);
}

Code morphed_code(const AppState& state) {
  const auto& [a, b] = state.view.listen.anchors;
  return interpolate(Path::spherical, state.listening.model->spec().latent, *a, *b, state.listening.between);
}

void shape(AppState& state, Code code) {
  state.listening.walking = false;
  state.view.listen.code = std::move(code);
}

void shape_anew(AppState& state) {
  const ModelSpec& spec = state.listening.model->spec();
  Code code = drawn(state.listening, kShapedSeed, ++state.listening.shaped_draws, 0);
  const Code before = shaped_code(state);
  std::copy(before.begin() + spec.latent, before.end(), code.begin() + spec.latent);
  shape(state, std::move(code));
  play_shaped(state);
}

void hit_pad(AppState& state, int pad) {
  mix(state.listening, HitPad{pad});
  state.listening.lit[static_cast<std::size_t>(pad)] = kLitSeconds;
}

void vary_pad(AppState& state, int pad) {
  int& variation = state.view.listen.variations[static_cast<std::size_t>(pad)];
  variation = (variation + 1) % kMostVariations;
  state.listening.hit_when_made = pad;
}

void play_shaped(AppState& state) {
  if (!state.listening.looping) state.listening.play_when_made = true;
}

void set_looping(AppState& state, bool looping) { state.listening.looping = looping; }

void set_walking(AppState& state, bool walking) {
  if (!walking) shape(state, shaped_code(state));
  state.listening.walking = walking;
}

void set_beating(AppState& state, bool beating) { state.listening.beating = beating; }

void speak(AppState& state, int digit) {
  const bool is_digit = noun_in_use(state).one == "digit" && digit >= 0 && digit < kPads;
  if (state.preferences.speaks && is_digit && has_sounds(state)) state.listening.to_speak = digit;
}

void save_sound(AppState& state) {
  const Listening& listening = state.listening;
  const MadeSound& made = listening.sounds[kShaped];
  if (made.samples.empty()) return;
  const ModelSpec& spec = listening.model->spec();
  state.commands.push_back(
      {Command::Kind::save_file, spec.id + ".wav", encode_wav({.rate = spec.sound->rate, .samples = made.samples})});
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
  if (!model.spec().sound || !model.has_decoder())
    return Error{ErrorCode::unsupported, "expected a model that makes sounds, found " + model.spec().id + ", which makes none"};
  use_sounds(state, std::move(model));
  return {};
}

void use_own_sounds(AppState& state, Model model, std::string label) {
  state.listening.model_id = std::move(label);
  state.view.listen.model_id.clear();
  use_sounds(state, std::move(model));
  show_tab(state, Tab::listen);
}

void fail_sound_model(AppState& state, std::string_view id, std::string message) {
  if (id == state.listening.model_id) state.listening.failure = std::move(message);
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
  listening.sound_failure.clear();
  MadeSound& made = listening.sounds[place];
  made.samples = std::move(samples);
  if (!picture.empty()) made.picture = std::move(picture);
  if (slot == kShaped) {
    if (listening.loops) mix(listening, SetLoop{made.samples});
    if (std::exchange(listening.play_when_made, false)) mix(listening, PlayOnce{made.samples});
    return;
  }
  const int pad = slot - kFirstPad;
  mix(listening, SetPad{pad, made.samples});
  if (listening.hit_when_made == pad) {
    listening.hit_when_made.reset();
    hit_pad(state, pad);
  }
}

void fail_sound(AppState& state, std::string message) {
  state.listening.sound_failure = std::move(message);
  state.listening.awaited = {};
}

void hear_own(AppState& state, std::string name, std::vector<float> row_values, std::vector<float> samples,
              std::vector<float> picture) {
  Listening& listening = state.listening;
  if (!listening.model || std::ssize(row_values) != sample_width(listening.model->spec())) return;
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
