#include "ui/files/fetch.hpp"

#include <algorithm>
#include <utility>

#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"

namespace zscape {
namespace {

template <class State>
auto* find_in(State& state, const FetchFile& file) {
  const auto found =
      std::find_if(state.fetches.begin(), state.fetches.end(), [&](const Fetch& fetch) { return fetch.file == file; });
  return found == state.fetches.end() ? nullptr : &*found;
}

bool is_one_at_a_time(Purpose purpose) {
  return purpose == Purpose::model || purpose == Purpose::sounds || purpose == Purpose::classifier;
}

void begin_fetch(AppState& state, const FetchFile& file) {
  if (is_one_at_a_time(file.purpose)) forget_fetches(state, file.purpose);
  state.fetches.push_back({.file = file});
}

}  // namespace

const Fetch* find_fetch(const AppState& state, const FetchFile& file) { return find_in(state, file); }

const Fetch* model_on_its_way(const AppState& state) {
  const auto found = std::find_if(state.fetches.begin(), state.fetches.end(),
                                  [](const Fetch& fetch) { return fetch.file.purpose == Purpose::model; });
  return found == state.fetches.end() ? nullptr : &*found;
}

std::string failure_of(const AppState& state, const FetchFile& file) {
  const Fetch* fetch = find_fetch(state, file);
  return fetch != nullptr ? fetch->failure : std::string();
}

void want(AppState& state, FetchFile file) {
  if (find_fetch(state, file) != nullptr) return;
  begin_fetch(state, file);
  state.outbox.emplace_back(std::move(file));
}

void retry(AppState& state, FetchFile file) {
  forget_fetch(state, file);
  want(state, std::move(file));
}

void retry_missing(AppState& state) {
  std::erase_if(state.fetches, [](const Fetch& fetch) {
    const bool waited_for_here = fetch.file.purpose == Purpose::side_file || fetch.file.purpose == Purpose::classifier;
    return waited_for_here && !fetch.failure.empty();
  });
}

void forget_fetch(AppState& state, const FetchFile& file) {
  std::erase_if(state.fetches, [&](const Fetch& fetch) { return fetch.file == file; });
}

void forget_fetches(AppState& state, Purpose purpose) {
  std::erase_if(state.fetches, [&](const Fetch& fetch) { return fetch.file.purpose == purpose; });
}

void cancel_model(AppState& state) {
  if (model_on_its_way(state) != nullptr) state.outbox.emplace_back(CancelModel{});
  forget_fetches(state, Purpose::model);
}

void progress(AppState& state, const FetchFile& file, float fraction) {
  if (file.purpose == Purpose::model && find_fetch(state, file) == nullptr) begin_fetch(state, file);
  if (Fetch* fetch = find_in(state, file)) fetch->fraction = fraction;
}

void note_failure(AppState& state, const FetchFile& file, std::string message) {
  if (Fetch* fetch = find_in(state, file)) fetch->failure = std::move(message);
}

}  // namespace zscape
