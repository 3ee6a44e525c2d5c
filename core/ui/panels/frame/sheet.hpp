// Sheets: what opens above the page beside the button that was pressed. One at a time; Escape or a press beside it closes it.
#pragma once

#include <optional>

#include "ui/kit/layout.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

struct AppState;

/// To be called right after the touchable() of the button that opens sheet `id` and closes it again.
void toggle_sheet(AppState& state, const Touched& touched, const char* id);

bool is_open(const AppState& state, const char* id);

/// The sheet's page, `width` x `height` less margins, as much of it in sight as the screen has room for; nothing while it is
/// closed. Follow with end_sheet() when it is open. Both belong into the window that covers the screen.
std::optional<Rect> begin_sheet(Frame& frame, const char* id, const Rect& beside, float width, float height);

void end_sheet(Frame& frame);

/// From inside of a sheet: it has done what it was opened for.
void close_sheet();

}  // namespace zscape
