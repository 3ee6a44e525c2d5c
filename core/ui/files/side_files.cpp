#include "ui/files/side_files.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "spec/shape.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"
#include "ui/state/published.hpp"
#include "ui/view/limits.hpp"
#include "weights/codes_file.hpp"
#include "weights/manifest.hpp"
#include "weights/thumbnails_file.hpp"

namespace zscape {
namespace {

const ListedFile* listed_codes(const AppState& state) {
  const ManifestEntry* entry = entry_in_use(state);
  return entry != nullptr && entry->codes ? &*entry->codes : nullptr;
}

const ListedFile* listed_digits(const AppState& state) {
  const auto& datasets = state.published.manifest.datasets;
  const std::string_view id = dataset_in_use(state);
  const auto found = std::find_if(datasets.begin(), datasets.end(), [&](const ListedDataset& dataset) { return dataset.id == id; });
  return found == datasets.end() ? nullptr : &found->digits;
}

template <class State>
auto* find_asked(State& state, std::string_view name) {
  auto& asked = state.asked_beside;
  const auto found = std::find_if(asked.begin(), asked.end(), [&](const AskedFile& file) { return file.name == name; });
  return found == asked.end() ? nullptr : &*found;
}

void ask_for(AppState& state, const ListedFile& file) {
  if (find_asked(state, file.file) != nullptr) return;
  state.asked_beside.push_back({.name = file.file});
  state.commands.push_back({Command::Kind::load_beside, file.file});
}

std::string_view failure_of(const AppState& state, const ListedFile* listed) {
  const AskedFile* asked = listed != nullptr ? find_asked(state, listed->file) : nullptr;
  return asked != nullptr ? std::string_view(asked->failure) : std::string_view();
}

Result<void> check_hash(std::span<const std::byte> file, const ListedFile& listed) {
  const std::string found = sha256_hex(file);
  if (found == listed.sha256) return {};
  return Error{ErrorCode::mismatch, listed.file + ": expected SHA-256 " + listed.sha256 + ", found " + found};
}

Result<void> take_in(AppState& state, std::span<const std::byte> file, std::string_view name) {
  if (const ListedFile* listed = listed_codes(state); listed != nullptr && listed->file == name) {
    ZSCAPE_TRY_VOID(check_hash(file, *listed));
    ZSCAPE_TRY(CodesFile codes, parse_codes_file(file));
    if (codes.model != state.opened.model->tensors_sha256()) {
      return Error{ErrorCode::mismatch, listed->file + ": expected the codes of the model in use, found those of another"};
    }
    if (codes.latent() != state.opened.model->spec().latent || codes.classes() > kMaxClasses) {
      return Error{ErrorCode::mismatch, listed->file + ": expected " + std::to_string(state.opened.model->spec().latent) +
                                            " latents and at most " + std::to_string(kMaxClasses) + " classes, found " +
                                            std::to_string(codes.latent()) + " and " + std::to_string(codes.classes())};
    }
    state.published.codes = std::move(codes);
  } else if (listed = listed_digits(state); listed != nullptr && listed->file == name) {
    ZSCAPE_TRY_VOID(check_hash(file, *listed));
    ZSCAPE_TRY(DigitsFile digits, parse_digits_file(file));
    if (digits.dataset != dataset_in_use(state)) {
      return Error{ErrorCode::mismatch, listed->file + ": expected digits of " + std::string(dataset_in_use(state)) +
                                            ", found those of " + digits.dataset};
    }
    state.published.digits = std::move(digits);
  } else if (listed = state.published.manifest.thumbnails ? &*state.published.manifest.thumbnails : nullptr;
             listed != nullptr && listed->file == name) {
    ZSCAPE_TRY_VOID(check_hash(file, *listed));
    ZSCAPE_TRY(state.published.thumbnails, parse_thumbnails_file(file));
  }
  return {};
}

}  // namespace

bool has_codes(const AppState& state) { return listed_codes(state) != nullptr; }

bool has_digits(const AppState& state) { return listed_digits(state) != nullptr; }

const CodesFile* codes_in_use(AppState& state) {
  const ListedFile* listed = listed_codes(state);
  if (listed == nullptr) return nullptr;
  if (state.published.codes && state.published.codes->model == state.opened.model->tensors_sha256()) return &*state.published.codes;
  ask_for(state, *listed);
  return nullptr;
}

const DigitsFile* digits_in_use(AppState& state) {
  const ListedFile* listed = listed_digits(state);
  if (listed == nullptr) return nullptr;
  if (state.published.digits && state.published.digits->dataset == dataset_in_use(state)) {
    const Shape& sample = state.opened.model->spec().sample;
    return state.published.digits->height == sample[1] && state.published.digits->width == sample[2] ? &*state.published.digits
                                                                                                     : nullptr;
  }
  ask_for(state, *listed);
  return nullptr;
}

const ThumbnailsFile* thumbnails(AppState& state) {
  if (!state.published.manifest.thumbnails) return nullptr;
  if (state.published.thumbnails) return &*state.published.thumbnails;
  ask_for(state, *state.published.manifest.thumbnails);
  return nullptr;
}

std::string_view codes_failure(const AppState& state) { return failure_of(state, listed_codes(state)); }

std::string absence_of_digits(const AppState& state) {
  const std::string failure(failure_of(state, listed_digits(state)));
  return failure.empty() ? "" : "The test " + noun_in_use(state).many + " did not come: " + failure + ".";
}

Result<void> open_beside(AppState& state, std::span<const std::byte> file, std::string_view name) {
  ZSCAPE_TRY_VOID(take_in(state, file, name));
  std::erase_if(state.asked_beside, [&](const AskedFile& asked) { return asked.name == name; });
  return {};
}

void fail_beside(AppState& state, std::string_view name, std::string message) {
  if (AskedFile* asked = find_asked(state, name)) asked->failure = std::move(message);
}

void retry_beside(AppState& state) {
  std::erase_if(state.asked_beside, [](const AskedFile& asked) { return !asked.failure.empty(); });
  if (std::exchange(state.classifier_failure, {}).empty()) return;
  state.classifier_id.clear();
}

}  // namespace zscape
