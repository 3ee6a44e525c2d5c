// What becomes of a published file that the shell was asked for, once it is there or has failed.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "base/error.hpp"
#include "ui/state/fetch.hpp"

namespace zscape {

struct AppState;

/// Takes it in for what it was wanted for; what is no longer wanted is dropped. Errors are for failed(): another SHA-256 than the
/// manifest's, and what makes the file useless for its purpose.
Result<void> arrived(AppState& state, const FetchFile& file, std::span<const std::byte> bytes);

/// It did not come, or could not be taken in. A model's failure is shown with the offer to try again; of other files it is said
/// where they would be. Of one that is no longer wanted nothing is said.
void failed(AppState& state, const FetchFile& file, std::string message);

}  // namespace zscape
