#pragma once

#include <optional>
#include <span>

namespace zscape {

struct AppState;

/// Shows what was shown before, or after that again, of the file that it was of, which the shell is asked for; says so where that
/// is a file of the person's own that is not open any more.
void undo(AppState& state);

void redo(AppState& state);

}  // namespace zscape
