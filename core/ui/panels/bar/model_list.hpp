#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

struct AppState;

/// What the model in use is and how good, and where it is not at the side, the list; opens below `chip`.
inline constexpr const char* kModelSheet = "model";

/// The generators of the manifest, by data set, and the button for all that is known of them; scrolls when they are more than fit.
void draw_model_list(Frame& frame, const Rect& area);

bool has_model_list(const AppState& state);  // a choice of at least two
bool is_listed_at_side(const Frame& frame);  // the model in use; a file from elsewhere is not

/// Their pictures, in the same place; after the other tiles of the frame, which keep their numbers when the thumbnails arrive.
void draw_model_list_pictures(Frame& frame, const Rect& area);

void draw_model_sheet(Frame& frame, const Rect& chip);

}  // namespace zscape
