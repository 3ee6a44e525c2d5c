// Bytes to the model in use, or an error and the old model.
#include "ui/session/open_model.hpp"

#include <utility>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "models/model.hpp"
#include "spec/model_spec.hpp"
#include "ui/files/fetch.hpp"
#include "ui/files/load_checked.hpp"
#include "ui/files/peers.hpp"
#include "ui/sound/models.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/headline.hpp"
#include "ui/state/messages.hpp"
#include "ui/state/published.hpp"
#include "ui/view/limits.hpp"
#include "ui/view/settle.hpp"
#include "weights/manifest.hpp"

namespace zscape {
namespace {

Error too_many(std::string_view what, std::int64_t most, std::int64_t found) {
  return {ErrorCode::unsupported,
          "expected at most " + std::to_string(most) + " " + std::string(what) + ", found " + std::to_string(found)};
}

Result<void> check_showable(const ModelSpec& spec) {
  if (!is_generative(spec)) {
    return Error{ErrorCode::unsupported, "expected a model that makes pictures, found one that only " +
                                             std::string(spec.classifier.empty() ? "encodes" : "classifies") + " them"};
  }
  if (spec.latent > kMaxLatents) return too_many("latent dimensions", kMaxLatents, spec.latent);
  if (spec.classes > kMaxClasses) return too_many("classes", kMaxClasses, spec.classes);
  if (sample_width(spec) > kMaxPixels) return too_many("pixels", kMaxPixels, sample_width(spec));
  return {};
}

Result<Model> showable(Result<Model> model) {
  if (model) ZSCAPE_TRY_VOID(check_showable(model->spec()));
  return model;
}

Result<Model> load_first_part(std::span<const std::byte> first, const ManifestEntry& entry) {
  if (!entry.first) return Error{ErrorCode::mismatch, "models.json tells of no first part"};
  ZSCAPE_TRY_VOID(expect_sha256(first, entry.first->sha256));
  ZSCAPE_TRY(Model model, Model::load_first(first, static_cast<std::uint64_t>(entry.bytes)));
  ZSCAPE_TRY_VOID(check_showable(model.spec()));
  return model;
}

/// Whether the model in use is the first part of the file with this hash.
bool is_first_part_of(const AppState& state, std::string_view sha256) {
  return state.opened.model && !state.opened.model->is_whole() && state.opened.file_sha256 == sha256;
}

bool is_first_part_in_use(const AppState& state, std::string_view id) {
  const ManifestEntry* entry = find_published(state, id);
  return entry != nullptr && is_first_part_of(state, entry->sha256);
}

/// Makes `model` the one in use, of the file with this hash. Errors: the model's, which name it.
Result<void> use_model(AppState& state, Result<Model> model, std::string label, std::string file_sha256) {
  if (!model) return Error{model.error().code, label + ": " + model.error().message};
  forget_fetches(state, Purpose::model);
  // What a link brought is for draw_app() to check and to report.
  const auto arriving = std::exchange(state.shown.arriving, {});
  if (is_first_part_of(state, file_sha256)) {
    state.opened.model = std::move(model).value();
    return {};
  }
  if (arriving && arriving->model_id == model->spec().id) {
    state.shown.view = *arriving;
  } else if (state.opened.model) {
    leave_model(state.shown.view, model->spec());
  }
  const ManifestEntry* left = entry_in_use(state);
  if (left != nullptr && state.opened.model->is_whole()) keep_as_peer(state, left->id, std::move(*state.opened.model));
  state.derived.verdict.reset();
  state.derived.wall_verdicts = {};
  state.opened.model = std::move(model).value();
  state.opened.label = std::move(label);
  state.opened.file_sha256 = std::move(file_sha256);
  if (const ManifestEntry* entry = entry_in_use(state)) forget_peer(state, entry->id);
  state.opened.headlines = state.opened.model->card() ? headlines(*state.opened.model->card()) : std::vector<Headline>();
  state.shown.view.model_id = state.opened.model->spec().id;
  return {};
}

/// Whether another model is in use: one of sounds goes to the Listen tab.
Result<bool> use_file(AppState& state, std::span<const std::byte> file, std::string label, std::string_view expected_sha256) {
  Result<Model> model = load_checked(file, expected_sha256);
  if (model && model->spec().sound && model->has_decoder()) {
    const std::string name = label;
    const auto used = use_own_sounds(state, std::move(model).value(), std::move(label));
    if (!used) return Error{used.error().code, name + ": " + used.error().message};
    return false;
  }
  ZSCAPE_TRY_VOID(use_model(state, showable(std::move(model)), std::move(label),
                            expected_sha256.empty() ? sha256_hex(file) : std::string(expected_sha256)));
  return true;
}

const ManifestEntry& published_entry(const AppState& state, std::string_view id) {
  const ManifestEntry* entry = find_published(state, id);
  check(entry != nullptr, "a published model");
  return *entry;
}

}  // namespace

bool open_model(AppState& state, std::span<const std::byte> file, std::string label, std::string_view expected_sha256) {
  const auto used = use_file(state, file, std::move(label), expected_sha256);
  if (!used) show_error(state.messages, used.error());
  return used.ok() && *used;
}

Result<void> open_published(AppState& state, std::span<const std::byte> file, std::string_view id) {
  const ManifestEntry& entry = published_entry(state, id);
  state.messages.failure.reset();
  ZSCAPE_TRY_VOID(use_file(state, file, entry.id, entry.sha256));
  return {};
}

Result<void> open_first_part(AppState& state, std::span<const std::byte> first, std::string_view id) {
  const ManifestEntry& entry = published_entry(state, id);
  state.messages.failure.reset();
  return use_model(state, load_first_part(first, entry), entry.id, entry.sha256);
}

Result<void> complete_model(AppState& state, std::span<const std::byte> file, std::string_view id) {
  if (!is_first_part_in_use(state, id)) return {};
  ZSCAPE_TRY(state.opened.model, showable(load_checked(file, state.opened.file_sha256)));
  return {};
}

void fail_complete(AppState& state, std::string_view id, const std::string& message) {
  if (!is_first_part_in_use(state, id)) return;
  show_error(state.messages, {ErrorCode::io, std::string(id) + " draws, but its encoder did not come: " + message},
             FetchFile{Purpose::model, std::string(id)});
}

}  // namespace zscape
