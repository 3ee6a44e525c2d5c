// Errors, notices, and what is shown in place of something that is missing.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

struct AppState;

/// The notice, at the bottom and above everything.
void draw_notice(const AppState& state);

/// Progress, or the button that opens a file, for when there is no model yet.
void draw_waiting(Frame& frame, Rect area);

/// In the middle of `area`: `what` says which file of a model did not arrive; below it the button that asks for it again.
void draw_missing(Frame& frame, const Rect& area, const std::string& what);

float missing_height(const Frame& frame, float width, const std::string& what);

/// Cuts a banner off the top of `area` while there is an error; returns what is left.
Rect draw_error(Frame& frame, Rect area);

}  // namespace zscape
