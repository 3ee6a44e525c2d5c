// Undo and redo, across models.
#pragma once

#include <optional>
#include <span>

namespace zscape {

struct AppState;

/// Shows what was shown before, for redo() after that again. The shell is asked for another model where it was one. A notice says
/// so where that was a file of the person's own that is not open any more.
void undo(AppState& state);

void redo(AppState& state);

}  // namespace zscape
