// What single keys do, wherever the focus is.
#pragma once

namespace zscape {

struct AppState;

/// 1, 2, ...: a tab. ?: help. Space: what the wall shows next, unless it presses the focused widget. Ctrl and Z: undo; with Shift,
/// or ctrl and Y: redo.
void handle_shortcuts(AppState& state);

}  // namespace zscape
