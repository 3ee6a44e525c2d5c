// The classifier of the data set in use: asking for it, opening it, and why it is not there.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "models/model.hpp"

namespace zscape {

struct AppState;

/// Asks the shell for the classifier of the model's data set, once digits are there.
void want_classifier(AppState& state);

/// Makes `file` the published classifier `id`. Errors: another SHA-256 than the manifest's, those of Model::load(), a model that
/// classifies nothing.
Result<void> open_classifier(AppState& state, std::span<const std::byte> file, std::string_view id);

/// A sentence that says why the classifier of the data set of the model in use did not come; "" while it may still come.
std::string absence_of_classifier(const AppState& state);

/// The classifier of the data set of the model in use, nullptr while it is not there or where it takes pictures of another size.
const Model* classifier_in_use(const AppState& state);

}  // namespace zscape
