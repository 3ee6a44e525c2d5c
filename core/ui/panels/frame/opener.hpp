// Opening a file of one's own: the button, what can be opened, and the sheet that asks for a path where the system has no dialog.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

struct AppState;

/// The button that asks the shell for a file; true when it was pressed.
bool draw_opener(Frame& frame, const Rect& area);

/// A paragraph on which files can be opened.
float openable_height(float width);

void draw_openable(const Rect& area);

/// For a shell without a file dialog: the next frame opens the sheet that asks for a path.
void ask_for_path(AppState& state);

/// A text field, whose path the shell is asked to open. In the middle of the screen.
void draw_path_sheet(Frame& frame);

}  // namespace zscape
