// The list of published models, at the side or in a sheet.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

struct AppState;

/// The sheet of the model in use: what it is, how good it is, and the list where that is not at the side.
inline constexpr const char* kModelSheet = "model";

/// The generators of the manifest, by data set, and the button that opens the models panel; scrolls when not all fit.
void draw_model_list(Frame& frame, const Rect& area);

bool has_model_list(const AppState& state);  // a choice of at least two
bool is_listed_at_side(const Frame& frame);  // the model in use, unless it is a file from elsewhere

/// The thumbnails of the list, in the same area; to be drawn after the other tiles of the frame, which keep their numbers when the
/// thumbnails arrive.
void draw_model_list_pictures(Frame& frame, const Rect& area);

/// Opens below `chip`.
void draw_model_sheet(Frame& frame, const Rect& chip);

}  // namespace zscape
