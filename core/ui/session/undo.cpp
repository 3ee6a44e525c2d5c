#include "ui/session/undo.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/error.hpp"
#include "ui/session/changes.hpp"
#include "ui/sound/models.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/messages.hpp"
#include "ui/view/history.hpp"
#include "ui/view/listen_view.hpp"
#include "ui/view/settle.hpp"
#include "weights/manifest.hpp"

namespace zscape {
namespace {

Step now(const AppState& state) { return {state.shown.view, state.opened.file_sha256}; }

bool can_show(const AppState& state, const Step& step) {
  const auto& models = state.published.manifest.models;
  return step.file_sha256 == state.opened.file_sha256 || std::any_of(models.begin(), models.end(), [&](const ManifestEntry& entry) {
           return entry.id == step.view.model_id && entry.sha256 == step.file_sha256;
         });
}

void restore(AppState& state, Step step) {
  if (!can_show(state, step)) {
    show_error(state.messages, Error{ErrorCode::not_found, "a step was left out: it showed a file of your own that holds \"" +
                                                               step.view.model_id + "\", which is no longer open"});
  } else if (step.file_sha256 != state.opened.file_sha256) {
    open_with(state, std::move(step.view));
  } else {
    const ListenView& sounds = step.view.listen;
    if (sounds.code != state.shown.view.listen.code || sounds.anchors != state.shown.view.listen.anchors)
      state.listening.walking = false;
    state.shown.view = std::move(step.view);
    if (auto error = settle(state.shown.view, *state.opened.model)) show_error(state.messages, std::move(*error));
    settle_sounds(state);
    state.shown.history.adopt(now(state));
    state.moment.selected.reset();
  }
}

}  // namespace

void undo(AppState& state) {
  restore(state, state.shown.history.undo(now(state), [&](const Step& step) { return can_show(state, step); }));
}

void redo(AppState& state) {
  restore(state, state.shown.history.redo(now(state), [&](const Step& step) { return can_show(state, step); }));
}

}  // namespace zscape
