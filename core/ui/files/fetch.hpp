// One way to a published file, whatever it is for: it is wanted once, on its way, and then there or failed. What becomes of one
// that has arrived is said in session/arrivals.hpp.
#pragma once

#include <string>
#include <string_view>

#include "ui/state/fetch.hpp"

namespace zscape {

struct AppState;

/// nullptr when the file was not asked for, or has arrived.
const Fetch* find_fetch(const AppState& state, const FetchFile& file);

/// The model that is to become the one in use, or nullptr.
const Fetch* model_on_its_way(const AppState& state);

/// Why a file did not come; "" while it may still come.
std::string failure_of(const AppState& state, const FetchFile& file);

/// Asks the shell for a file, unless it is on its way or did not come. There is one model in use, one of sounds and one classifier:
/// another one takes the place of what was wanted before.
void want(AppState& state, FetchFile file);

/// Asks for it again.
void retry(AppState& state, FetchFile file);

/// Forgets side files and classifiers that did not come, so that they are asked for again where they are shown.
void retry_missing(AppState& state);

/// It is not wanted any more, or has arrived.
void forget_fetch(AppState& state, const FetchFile& file);
void forget_fetches(AppState& state, Purpose purpose);

/// No model is to become the one in use.
void cancel_model(AppState& state);

/// What the shell reports of a file on its way. A model need not have been asked for: the page fetches what a link or a script
/// names.
void progress(AppState& state, const FetchFile& file, float fraction);

/// Keeps why it did not come, if it is still wanted.
void note_failure(AppState& state, const FetchFile& file, std::string message);

}  // namespace zscape
