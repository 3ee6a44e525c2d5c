// What the rows of the Family tab have in common, whatever they compare.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/session/family.hpp"

namespace zscape {

/// In place of a row's pictures while there are none: progress, or what went wrong and the button that tries again.
void draw_row_status(Frame& frame, const FamilyRow& row, Rect area);

/// The name of a row's model and what it is, on as many lines as there is room for.
void draw_row_name(const Frame& frame, const FamilyRow& row, Rect area);

}  // namespace zscape
