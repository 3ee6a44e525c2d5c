#include "ui/files/classifier.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/error.hpp"
#include "models/model.hpp"
#include "ui/files/load_checked.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"
#include "ui/state/published.hpp"
#include "weights/manifest.hpp"

namespace zscape {

void request_classifier(AppState& state) {
  const ManifestEntry* entry = classifier_entry(state);
  if (entry == nullptr || entry->id == state.classifier_id || !state.derived.pictures.complete) return;
  state.published.classifier.reset();
  state.derived.verdict.reset();
  state.derived.wall_verdicts = {};
  state.classifier_id = entry->id;
  state.classifier_failure.clear();
  state.commands.push_back({Command::Kind::load_classifier, entry->id});
}

Result<void> open_classifier(AppState& state, std::span<const std::byte> file, std::string_view id,
                             std::string_view expected_sha256) {
  if (id != state.classifier_id) return {};
  ZSCAPE_TRY(Model classifier, load_checked(file, expected_sha256));
  if (!classifier.has_classifier()) {
    return Error{ErrorCode::unsupported, "expected a classifier, found model " + classifier.spec().id + ", which is none"};
  }
  state.published.classifier = std::move(classifier);
  return {};
}

void fail_classifier(AppState& state, std::string_view id, std::string message) {
  if (id == state.classifier_id) state.classifier_failure = std::move(message);
}

std::string absence_of_classifier(const AppState& state) {
  const ManifestEntry* entry = classifier_entry(state);
  const bool was_asked_for = entry != nullptr && entry->id == state.classifier_id;
  if (!was_asked_for || state.classifier_failure.empty()) return {};
  return "The classifier did not come: " + state.classifier_failure + ".";
}

const Model* classifier_in_use(const AppState& state) {
  const ManifestEntry* entry = classifier_entry(state);
  const bool can_read = state.published.classifier && entry != nullptr && entry->id == state.classifier_id &&
                        state.published.classifier->spec().sample == state.opened.model->spec().sample;
  return can_read ? &*state.published.classifier : nullptr;
}

}  // namespace zscape
