#include "ui/files/classifier.hpp"

#include <utility>

#include "base/error.hpp"
#include "models/model.hpp"
#include "ui/files/fetch.hpp"
#include "ui/files/load_checked.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/published.hpp"
#include "weights/manifest.hpp"

namespace zscape {
namespace {

FetchFile file_of(const ManifestEntry& entry) { return {Purpose::classifier, entry.id}; }

bool is_there(const AppState& state, const ManifestEntry& entry) {
  return state.published.classifier && state.published.classifier->spec().id == entry.id;
}

}  // namespace

void want_classifier(AppState& state) {
  const ManifestEntry* entry = classifier_entry(state);
  if (entry == nullptr || !state.derived.pictures.complete || is_there(state, *entry)) return;
  if (find_fetch(state, file_of(*entry)) != nullptr) return;
  state.published.classifier.reset();
  state.derived.verdict.reset();
  state.derived.wall_verdicts = {};
  want(state, file_of(*entry));
}

Result<void> open_classifier(AppState& state, std::span<const std::byte> file, std::string_view id) {
  const ManifestEntry* entry = find_published(state, id);
  check(entry != nullptr, "a published classifier");
  ZSCAPE_TRY(Model classifier, load_checked(file, entry->sha256));
  if (!classifier.has_classifier()) {
    return Error{ErrorCode::unsupported, "expected a classifier, found model " + classifier.spec().id + ", which is none"};
  }
  if (classifier.spec().id != id) {
    return Error{ErrorCode::mismatch, "expected model " + std::string(id) + ", found " + classifier.spec().id};
  }
  state.published.classifier = std::move(classifier);
  return {};
}

std::string absence_of_classifier(const AppState& state) {
  const ManifestEntry* entry = classifier_entry(state);
  const std::string failure = entry != nullptr ? failure_of(state, file_of(*entry)) : "";
  return failure.empty() ? "" : "The classifier did not come: " + failure + ".";
}

const Model* classifier_in_use(const AppState& state) {
  const ManifestEntry* entry = classifier_entry(state);
  const bool can_read =
      entry != nullptr && is_there(state, *entry) && state.published.classifier->spec().sample == state.opened.model->spec().sample;
  return can_read ? &*state.published.classifier : nullptr;
}

}  // namespace zscape
