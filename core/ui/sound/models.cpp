#include "ui/sound/models.hpp"

#include <algorithm>
#include <utility>

#include "audio/mixer.hpp"
#include "base/error.hpp"
#include "models/model.hpp"
#include "spec/model_spec.hpp"
#include "ui/files/fetch.hpp"
#include "ui/files/load_checked.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/listening.hpp"
#include "ui/state/messages.hpp"
#include "ui/state/published.hpp"
#include "ui/state/sliders.hpp"
#include "ui/state/tabs.hpp"
#include "ui/view/code.hpp"
#include "ui/view/listen_view.hpp"
#include "ui/view/tab.hpp"
#include "weights/manifest.hpp"

namespace zscape {
namespace {

const ManifestEntry* find_sounds(const std::vector<const ManifestEntry*>& published, std::string_view id) {
  const auto found = std::find_if(published.begin(), published.end(), [&](const auto* entry) { return entry->id == id; });
  return found == published.end() ? nullptr : *found;
}

Result<void> expect_sounds(const ModelSpec& spec) {
  if (!spec.sound || !is_generative(spec))
    return Error{ErrorCode::unsupported, "expected a model that makes sounds, found " + spec.id + ", which makes none"};
  if (spec.sound->rate == kMixerRate) return {};
  return Error{ErrorCode::unsupported, "expected sounds of " + std::to_string(kMixerRate) + " samples per second, found " +
                                           std::to_string(spec.sound->rate) + " of model " + spec.id};
}

void use_sounds(AppState& state, Model model, std::string id, bool is_own) {
  Listening& listening = state.listening;
  listening.model = std::move(model);
  listening.loaded_id = std::move(id);
  listening.is_own = is_own;
  forget_fetches(state, Purpose::sounds);
  listening.sounds = {};
  listening.awaited = {};
  listening.own.reset();
  arrange(listening.sliders, *listening.model);
  settle_sounds(state);
}

}  // namespace

void settle_named_sounds(AppState& state) {
  const std::string wanted = wanted_sounds(state);
  std::string& named = state.shown.view.listen.model_id;
  if (named.empty() || named == wanted) return;
  if (!wanted.empty())
    show_error(state.messages,
               Error{ErrorCode::not_found, "no published model of sounds is called " + named + "; " + wanted + " is in its place"});
  named.clear();
}

FetchFile sounds_file(const AppState& state) { return {Purpose::sounds, wanted_sounds(state)}; }

void want_sounds(AppState& state) {
  if (sound_model(state) || wanted_sounds(state).empty()) return forget_fetches(state, Purpose::sounds);
  want(state, sounds_file(state));
}

void say_trouble(AppState& state) {
  if (state.shown.view.tab != Tab::listen) show_notice(state.messages, sound_trouble(state));
}

std::vector<const ManifestEntry*> sound_models(const Manifest& manifest) {
  std::vector<const ManifestEntry*> models;
  for (const ManifestEntry& entry : manifest.models)
    if (entry.role == ModelRole::sound_generator) models.push_back(&entry);
  return models;
}

std::string wanted_sounds(const AppState& state) {
  const Listening& listening = state.listening;
  const std::string& named = state.shown.view.listen.model_id;
  if (named.empty() && listening.is_own) return listening.loaded_id;
  const auto published = sound_models(state.published.manifest);
  if (find_sounds(published, named)) return named;
  return published.empty() ? std::string() : published.front()->id;
}

const Model* sound_model(const AppState& state) {
  const Listening& listening = state.listening;
  return listening.model && listening.loaded_id == wanted_sounds(state) ? &*listening.model : nullptr;
}

void settle_sounds(AppState& state) {
  ListenView& view = state.shown.view.listen;
  const Model* model = sound_model(state);
  if (!model) return;
  const ModelSpec& spec = model->spec();
  const std::int64_t width = code_width(spec);
  for (std::optional<Code>* code : {&view.code, &view.anchors[0], &view.anchors[1]}) {
    if (!*code || std::ssize(**code) == width) continue;
    show_error(state.messages,
               Error{ErrorCode::mismatch, "a sound was left out: model " + spec.id + " expects " + std::to_string(width) +
                                              " values of its code, found " + std::to_string((*code)->size())});
    code->reset();
  }
}

bool has_sounds(const AppState& state) { return state.listening.model || !sound_models(state.published.manifest).empty(); }

const Model& model_on_show(const AppState& state) {
  const Model* sounds = state.shown.view.tab == Tab::listen ? sound_model(state) : nullptr;
  return sounds ? *sounds : *state.opened.model;
}

Result<void> open_sound_model(AppState& state, std::span<const std::byte> file, std::string_view id) {
  const ManifestEntry* entry = find_published(state, id);
  check(entry != nullptr, "a published model");
  ZSCAPE_TRY(Model model, load_checked(file, entry->sha256));
  ZSCAPE_TRY_VOID(expect_sounds(model.spec()));
  use_sounds(state, std::move(model), entry->id, false);
  return {};
}

Result<void> use_own_sounds(AppState& state, Model model, std::string label) {
  ZSCAPE_TRY_VOID(expect_sounds(model.spec()));
  forget_sounds(state.shown.view.listen);
  state.shown.view.listen.model_id.clear();
  use_sounds(state, std::move(model), std::move(label), true);
  show_tab(state, Tab::listen);
  return {};
}

void give_up_sounds(AppState& state) {
  state.listening.to_speak.reset();
  say_trouble(state);
}

void forget_sounds(ListenView& view) {
  view.code.reset();
  view.anchors = {};
}

std::string sound_trouble(const AppState& state) {
  const std::string failure = failure_of(state, sounds_file(state));
  const std::string& why = failure.empty() ? state.listening.sound_failure : failure;
  return why.empty() ? std::string() : "no sound: " + why;
}

}  // namespace zscape
