// Bytes to the model in use, or an error and the old model.
#include <utility>

#include "base/sha256.hpp"
#include "ui/app.hpp"
#include "ui/changes.hpp"
#include "ui/datasets.hpp"
#include "ui/load_checked.hpp"

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
  if (spec.latent > kMostLatents) return too_many("latent dimensions", kMostLatents, spec.latent);
  if (spec.classes > kMostClasses) return too_many("classes", kMostClasses, spec.classes);
  if (sample_width(spec) > kMostPixels) return too_many("pixels", kMostPixels, sample_width(spec));
  return {};
}

Error damaged(std::string_view expected_sha256, const std::string& found) {
  return {ErrorCode::mismatch,
          "expected SHA-256 " + std::string(expected_sha256) + ", found " + found + "; the download is damaged"};
}

Result<Model> showable(Result<Model> model) {
  if (model) ZSCAPE_TRY_VOID(check_showable(model->spec()));
  return model;
}

Result<Model> load_first_part(std::span<const std::byte> first, const ManifestEntry& entry) {
  if (!entry.first) return Error{ErrorCode::mismatch, "models.json tells of no first part"};
  if (const std::string found = sha256_hex(first); found != entry.first->sha256) return damaged(entry.first->sha256, found);
  ZSCAPE_TRY(Model model, Model::load_first(first, static_cast<std::uint64_t>(entry.bytes)));
  ZSCAPE_TRY_VOID(check_showable(model.spec()));
  return model;
}

/// Whether the model in use is the first part of the file with this hash.
bool is_first_part_of(const AppState& state, std::string_view sha256) {
  return state.model && !state.model->is_whole() && state.file_sha256 == sha256;
}

bool is_first_part_in_use(const AppState& state, std::string_view id) {
  const ManifestEntry* entry = find_published(state, id);
  return entry != nullptr && is_first_part_of(state, entry->sha256);
}

/// Makes `model` the one in use, of the file with this hash, or its error what is shown.
bool use_model(AppState& state, Result<Model> model, std::string label, std::string file_sha256) {
  state.failed_model.clear();
  if (!model) {
    state.error = Error{model.error().code, label + ": " + model.error().message};
    return false;
  }
  state.loading.reset();
  // What a link brought is for draw_app() to check and to report.
  const auto arriving = std::exchange(state.arriving, {});
  if (is_first_part_of(state, file_sha256)) {
    state.model = std::move(model).value();
    return true;
  }
  if (arriving && arriving->model_id == model->spec().id) {
    state.view = *arriving;
  } else if (state.model) {
    leave_model(state.view, model->spec());
  }
  const ManifestEntry* left = entry_in_use(state);
  if (left != nullptr && state.model->is_whole()) keep_as_peer(state, left->id, std::move(*state.model));
  state.verdict.reset();
  state.wall_verdicts = {};
  state.model = std::move(model).value();
  state.model_label = std::move(label);
  state.file_sha256 = std::move(file_sha256);
  if (const ManifestEntry* entry = entry_in_use(state)) forget_peer(state, entry->id);
  state.headlines = state.model->card() ? headlines(*state.model->card()) : std::vector<Headline>();
  state.view.model_id = state.model->spec().id;
  return true;
}

}  // namespace

Result<Model> load_checked(std::span<const std::byte> file, std::string_view expected_sha256) {
  if (!expected_sha256.empty()) {
    if (const std::string found = sha256_hex(file); found != expected_sha256) return damaged(expected_sha256, found);
  }
  return Model::load(file);
}

bool open_model(AppState& state, std::span<const std::byte> file, std::string label, std::string_view expected_sha256) {
  Result<Model> model = load_checked(file, expected_sha256);
  if (model && model->spec().sound && model->has_decoder()) {
    const std::string name = label;
    if (const auto used = use_own_sounds(state, std::move(model).value(), std::move(label)); !used)
      state.error = Error{used.error().code, name + ": " + used.error().message};
    return false;
  }
  return use_model(state, showable(std::move(model)), std::move(label),
                   expected_sha256.empty() ? sha256_hex(file) : std::string(expected_sha256));
}

bool open_first_part(AppState& state, std::span<const std::byte> first, std::string_view id) {
  const ManifestEntry* entry = find_published(state, id);
  check(entry != nullptr, "the first part is of a published model");
  return use_model(state, load_first_part(first, *entry), entry->id, entry->sha256);
}

Result<void> complete_model(AppState& state, std::span<const std::byte> file, std::string_view id) {
  if (!is_first_part_in_use(state, id)) return {};
  ZSCAPE_TRY(state.model, showable(load_checked(file, state.file_sha256)));
  return {};
}

void fail_complete(AppState& state, std::string_view id, const std::string& message) {
  if (!is_first_part_in_use(state, id)) return;
  state.error = Error{ErrorCode::io, std::string(id) + " draws, but its encoder did not come: " + message};
  state.failed_model = id;
}

}  // namespace zscape
