// The Family tab with a walk: the same drifting digits in each model.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/session/family.hpp"

namespace zscape {

void draw_family_walk(Frame& frame, Rect area, std::span<const FamilyRow> rows);
float family_walk_height(const Frame& frame, float width);

}  // namespace zscape
