// What is published beside the models: where the test set's codes lie, real digits, and thumbnails. Loaded when somebody asks for
// it.
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

/// The test set's codes for the model in use, nullptr until they are there; the shell is asked for the file, and not again while it
/// is on its way or when it did not come. Without an encoder or for a file from elsewhere there are none.
const CodesFile* codes_in_use(AppState& state);

/// Real digits of the data set of the model in use, likewise.
const DigitsFile* digits_in_use(AppState& state);

/// What each published model makes, likewise.
const ThumbnailsFile* thumbnails(AppState& state);

/// Whether either of them is published for the model in use.
bool has_codes(const AppState& state);

bool has_digits(const AppState& state);

/// Why they did not come; "" while they may still come.
std::string_view codes_failure(const AppState& state);

/// A sentence that says why the digits did not come; "" while they may still come.
std::string absence_of_digits(const AppState& state);

/// Takes in a file that Command::Kind::load_beside asked for, `name` as the manifest lists it. Errors, which are for fail_beside():
/// another SHA-256, those of parsing, codes of another model or digits of another data set; what belongs to a model that is no
/// longer in use is left out.
Result<void> open_beside(AppState& state, std::span<const std::byte> file, std::string_view name);

/// What the shell reports of one that did not come.
void fail_beside(AppState& state, std::string_view name, std::string message);

/// Forgets what did not come, the classifier too, so that it is asked for again.
void retry_beside(AppState& state);

}  // namespace zscape
