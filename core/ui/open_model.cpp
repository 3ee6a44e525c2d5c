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

Result<Model> load_showable(std::span<const std::byte> file, std::string_view expected_sha256) {
  ZSCAPE_TRY(Model model, load_checked(file, expected_sha256));
  ZSCAPE_TRY_VOID(check_showable(model.spec()));
  return model;
}

}  // namespace

Result<Model> load_checked(std::span<const std::byte> file, std::string_view expected_sha256) {
  if (!expected_sha256.empty()) {
    const std::string found = sha256_hex(file);
    if (found != expected_sha256) {
      return Error{ErrorCode::mismatch,
                   "expected SHA-256 " + std::string(expected_sha256) + ", found " + found + "; the download is damaged"};
    }
  }
  return Model::load(file);
}

bool open_model(AppState& state, std::span<const std::byte> file, std::string label, std::string_view expected_sha256) {
  state.failed_model.clear();
  auto model = load_showable(file, expected_sha256);
  if (!model) {
    state.error = Error{model.error().code, label + ": " + model.error().message};
    return false;
  }
  state.loading.reset();
  // What a link brought is for draw_app() to check and to report.
  const auto arriving = std::exchange(state.arriving, {});
  if (arriving && arriving->model_id == model->spec().id) {
    state.view = *arriving;
  } else if (state.model) {
    leave_model(state.view, model->spec());
  }
  if (const ManifestEntry* left = entry_in_use(state)) keep_as_peer(state, left->id, std::move(*state.model));
  state.verdict.reset();
  state.wall_verdicts = {};
  state.model = std::move(model).value();
  state.model_label = std::move(label);
  state.file_sha256 = expected_sha256.empty() ? sha256_hex(file) : std::string(expected_sha256);
  if (const ManifestEntry* entry = entry_in_use(state)) forget_peer(state, entry->id);
  state.headlines = state.model->card() ? headlines(*state.model->card()) : std::vector<Headline>();
  state.view.model_id = state.model->spec().id;
  return true;
}

}  // namespace zscape
