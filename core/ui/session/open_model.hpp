// Bytes to the model in use, or an error and the old model.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace zscape {

struct AppState;

/// Makes `file` the model in use, or sets state.messages.failure and leaves the model in use as it was; returns which.
/// `expected_sha256` may be empty. Errors: another SHA-256, those of Model::load(), and unsupported for more latents or pixels than
/// pictures.hpp has room for.
bool open_model(AppState& state, std::span<const std::byte> file, std::string label, std::string_view expected_sha256 = {});

/// Makes the published model `id` the one in use. Errors as open_model(), and the model in use stays as it was.
Result<void> open_published(AppState& state, std::span<const std::byte> file, std::string_view id);

/// The same with the first part of its file, which draws.
Result<void> open_first_part(AppState& state, std::span<const std::byte> first, std::string_view id);

/// Puts the whole file of the published model `id` in the place of its first part, which changes nothing that is shown. Nothing
/// happens when that is no longer in use. Errors as open_model(), and the first part stays.
Result<void> complete_model(AppState& state, std::span<const std::byte> file, std::string_view id);

/// What the shell reports of a whole file that did not come: an error that offers to try again, while the first part is in use.
void fail_complete(AppState& state, std::string_view id, const std::string& message);

}  // namespace zscape
