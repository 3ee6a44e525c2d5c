// The icons of buttons, drawn as lines.
#pragma once

#include <imgui.h>

namespace zscape {

enum class Icon { play, pause, check, cross, left, right, down, undo, redo, lock, unlock, dice, contrast, share, plus, minus };

/// In a square of side `size`.
void draw_icon(Icon icon, ImVec2 centre, float size, ImU32 colour);

}  // namespace zscape
