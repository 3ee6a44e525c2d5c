// Asking for the classifier, opening it, letting it read.
#include "ui/verdict.hpp"

#include <algorithm>

#include "ui/datasets.hpp"
#include "ui/load_checked.hpp"

namespace zscape {

void request_classifier(AppState& state) {
  const ManifestEntry* entry = classifier_entry(state);
  if (entry == nullptr || entry->id == state.classifier_id || !state.pictures.complete) return;
  state.classifier.reset();
  state.verdict.reset();
  state.classifier_id = entry->id;
  state.commands.push_back({Command::Kind::load_classifier, entry->id});
}

Result<void> open_classifier(AppState& state, std::span<const std::byte> file, std::string_view id,
                             std::string_view expected_sha256) {
  if (id != state.classifier_id) return {};
  ZSCAPE_TRY(Model classifier, load_checked(file, expected_sha256));
  if (!classifier.has_classifier()) {
    return Error{ErrorCode::unsupported, "expected a classifier, found model " + classifier.spec().id + ", which is none"};
  }
  state.classifier = std::move(classifier);
  return {};
}

const Model* classifier_in_use(const AppState& state) {
  const ManifestEntry* entry = classifier_entry(state);
  const bool can_read = state.classifier && entry != nullptr && entry->id == state.classifier_id &&
                        state.classifier->spec().sample == state.model->spec().sample;
  return can_read ? &*state.classifier : nullptr;
}

void read_pixels(const ShownGroup& shown, Eigen::Index tile, std::span<float> x) {
  const auto first = shown.pixels.begin() + tile * std::ssize(x);
  std::transform(first, first + std::ssize(x), x.begin(), [](std::uint8_t byte) { return static_cast<float>(byte) / 255; });
}

void read_stage(AppState& state) {
  const Model* classifier = classifier_in_use(state);
  if (classifier == nullptr) {
    state.verdict.reset();
    return;
  }
  const ShownGroup* stage = state.pictures.find(Role::stage);
  if (stage == nullptr) return;
  const auto shown = row(stage->codes, 0);
  if (state.verdict && std::equal(shown.begin(), shown.end(), state.verdict->code.begin(), state.verdict->code.end())) return;
  Matrix x(1, sample_width(state.model->spec()));
  read_pixels(*stage, 0, row(x, 0));
  const Matrix probabilities = classifier->classify(x);
  const auto all = row(probabilities, 0);
  const auto best = std::max_element(all.begin(), all.end());
  state.verdict = Verdict{{shown.begin(), shown.end()}, static_cast<int>(best - all.begin()), *best};
}

}  // namespace zscape
