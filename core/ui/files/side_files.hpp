// What is published along with the models: the codes of the test set, real digits, and thumbnails. Fetched when something that is
// shown needs it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "weights/codes_file.hpp"
#include "weights/thumbnails_file.hpp"

namespace zscape {

struct AppState;

/// The test set's codes for the model in use, nullptr until they are there. Without an encoder or for a file from elsewhere there
/// are none.
const CodesFile* codes_in_use(const AppState& state);

/// Real digits of the data set of the model in use, likewise.
const DigitsFile* digits_in_use(const AppState& state);

/// What each published model makes, likewise.
const ThumbnailsFile* thumbnails(const AppState& state);

// Ask the shell for them, where they are published and not there.
void want_codes(AppState& state);
void want_digits(AppState& state);
void want_thumbnails(AppState& state);

/// Whether either of them is published for the model in use.
bool has_codes(const AppState& state);

bool has_digits(const AppState& state);

/// Why they did not come; "" while they may still come.
std::string codes_failure(const AppState& state);

/// A sentence that says why the digits did not come; "" while they may still come.
std::string absence_of_digits(const AppState& state);

/// `name` as the manifest lists it. Errors: another SHA-256, those of parsing, codes of another model or digits of another data
/// set; what belongs to a model that is no longer in use is left out.
Result<void> open_side_file(AppState& state, std::span<const std::byte> file, std::string_view name);

}  // namespace zscape
