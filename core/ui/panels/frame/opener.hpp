// Opening a file of one's own: the button, what can be opened, and the sheet that asks for a path where the system has no dialog.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

struct AppState;

/// Asks the shell for a file; whether it was pressed.
bool draw_opener(Frame& frame, const Rect& area);

/// What it opens, in words.
float openable_height(float width);

void draw_openable(const Rect& area);

/// For a shell without a dialog of its own, asked to choose a file: the next frame asks for its path.
void ask_for_path(AppState& state);

/// A text field, whose path the shell is asked to open. In the middle of the screen.
void draw_path_sheet(Frame& frame);

}  // namespace zscape
