#include "ui/session/arrivals.hpp"

#include <utility>

#include "ui/files/classifier.hpp"
#include "ui/files/fetch.hpp"
#include "ui/files/peers.hpp"
#include "ui/files/side_files.hpp"
#include "ui/session/open_model.hpp"
#include "ui/sound/models.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/messages.hpp"

namespace zscape {
namespace {

Result<void> take_in(AppState& state, const FetchFile& file, std::span<const std::byte> bytes) {
  switch (file.purpose) {
    case Purpose::model:
      return open_published(state, bytes, file.name);
    case Purpose::first_part:
      return open_first_part(state, bytes, file.name);
    case Purpose::rest_of_model:
      return complete_model(state, bytes, file.name);
    case Purpose::peer:
      return open_peer(state, bytes, file.name);
    case Purpose::sounds:
      return open_sound_model(state, bytes, file.name);
    case Purpose::classifier:
      return open_classifier(state, bytes, file.name);
    case Purpose::side_file:
      return open_side_file(state, bytes, file.name);
  }
  check(false, "a known purpose");
  return {};
}

/// A shell brings the model that the interface begins with, part by part, before anything is asked for.
bool is_wanted(const AppState& state, const FetchFile& file) {
  const bool begins = file.purpose == Purpose::first_part || file.purpose == Purpose::rest_of_model ||
                      (file.purpose == Purpose::model && !state.opened.model);
  return begins || find_fetch(state, file) != nullptr;
}

}  // namespace

Result<void> arrived(AppState& state, const FetchFile& file, std::span<const std::byte> bytes) {
  if (!is_wanted(state, file)) return {};
  ZSCAPE_TRY_VOID(take_in(state, file, bytes));
  forget_fetch(state, file);
  return {};
}

void failed(AppState& state, const FetchFile& file, std::string message) {
  if (!is_wanted(state, file)) return;
  switch (file.purpose) {
    case Purpose::model:
    case Purpose::first_part:
      forget_fetch(state, file);
      return show_error(state.messages, {ErrorCode::io, std::move(message)}, FetchFile{Purpose::model, file.name});
    case Purpose::rest_of_model:
      return fail_complete(state, file.name, message);
    case Purpose::sounds:
      note_failure(state, file, std::move(message));
      return give_up_sounds(state);
    case Purpose::peer:
    case Purpose::classifier:
    case Purpose::side_file:
      return note_failure(state, file, std::move(message));
  }
}

}  // namespace zscape
