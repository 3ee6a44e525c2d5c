#include "ui/files/side_files.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "spec/shape.hpp"
#include "ui/files/fetch.hpp"
#include "ui/state/app_state.hpp"
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

const ListedFile* listed_thumbnails(const AppState& state) {
  const auto& listed = state.published.manifest.thumbnails;
  return listed ? &*listed : nullptr;
}

FetchFile file_of(const ListedFile& listed) { return {Purpose::side_file, listed.file}; }

std::string failure_of(const AppState& state, const ListedFile* listed) {
  return listed != nullptr ? failure_of(state, file_of(*listed)) : std::string();
}

void want_unless(AppState& state, bool is_there, const ListedFile* listed) {
  if (listed != nullptr && !is_there) want(state, file_of(*listed));
}

bool has_codes_of_model(const AppState& state) {
  return state.published.codes && state.published.codes->model == state.opened.model->tensors_sha256();
}

bool has_digits_of_dataset(const AppState& state) {
  return state.published.digits && state.published.digits->dataset == dataset_in_use(state);
}

Result<void> check_hash(std::span<const std::byte> file, const ListedFile& listed) {
  if (const auto same = expect_sha256(file, listed.sha256); !same)
    return Error{same.error().code, listed.file + ": " + same.error().message};
  return {};
}

}  // namespace

Result<void> open_side_file(AppState& state, std::span<const std::byte> file, std::string_view name) {
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
  } else if (listed = listed_thumbnails(state); listed != nullptr && listed->file == name) {
    ZSCAPE_TRY_VOID(check_hash(file, *listed));
    ZSCAPE_TRY(state.published.thumbnails, parse_thumbnails_file(file));
  }
  return {};
}

bool has_codes(const AppState& state) { return listed_codes(state) != nullptr; }

bool has_digits(const AppState& state) { return listed_digits(state) != nullptr; }

const CodesFile* codes_in_use(const AppState& state) {
  return has_codes(state) && has_codes_of_model(state) ? &*state.published.codes : nullptr;
}

const DigitsFile* digits_in_use(const AppState& state) {
  if (!has_digits(state) || !has_digits_of_dataset(state)) return nullptr;
  const Shape& sample = state.opened.model->spec().sample;
  const DigitsFile& digits = *state.published.digits;
  return digits.height == sample[1] && digits.width == sample[2] ? &digits : nullptr;
}

const ThumbnailsFile* thumbnails(const AppState& state) {
  return listed_thumbnails(state) != nullptr && state.published.thumbnails ? &*state.published.thumbnails : nullptr;
}

void want_codes(AppState& state) { want_unless(state, has_codes_of_model(state), listed_codes(state)); }

void want_digits(AppState& state) { want_unless(state, has_digits_of_dataset(state), listed_digits(state)); }

void want_thumbnails(AppState& state) { want_unless(state, state.published.thumbnails.has_value(), listed_thumbnails(state)); }

std::string codes_failure(const AppState& state) { return failure_of(state, listed_codes(state)); }

std::string absence_of_digits(const AppState& state) {
  const std::string failure = failure_of(state, listed_digits(state));
  return failure.empty() ? "" : "The test " + noun_in_use(state).many + " did not come: " + failure + ".";
}

}  // namespace zscape
