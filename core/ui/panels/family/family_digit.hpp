// The Family tab with a test digit: what each model makes of it.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/session/family.hpp"

namespace zscape {

void draw_family_digit(Frame& frame, Rect area, std::span<const FamilyRow> rows);
float family_digit_height(const Frame& frame, float width);

}  // namespace zscape
