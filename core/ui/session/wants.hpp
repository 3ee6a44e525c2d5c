// What is fetched because something that is shown needs it: the one place that decides it.
#pragma once

namespace zscape {

struct AppState;

/// After the panels have drawn: asks the shell for what they miss. Nothing is asked for before it is first needed.
void want_what_is_shown(AppState& state, bool shows_thumbnails);

}  // namespace zscape
