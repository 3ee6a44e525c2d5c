// Colours of classes, the same wherever classes are told apart by colour.
#pragma once

#include <imgui.h>
#include <array>
#include <cstddef>

namespace zscape {

/// Ten colours that people with any colour vision tell apart, of like weight on dark and on light. M. Petroff, Accessible Color
/// Sequences for Data Visualization, arXiv:2107.02270; matplotlib's "petroff10".
inline constexpr std::array<ImU32, 10> kClassColours = {
    IM_COL32(63, 144, 218, 255),  IM_COL32(255, 169, 14, 255), IM_COL32(189, 31, 1, 255), IM_COL32(148, 164, 162, 255),
    IM_COL32(131, 45, 182, 255),  IM_COL32(169, 107, 89, 255), IM_COL32(231, 99, 0, 255), IM_COL32(185, 172, 112, 255),
    IM_COL32(113, 117, 129, 255), IM_COL32(146, 218, 221, 255)};

/// From the eleventh class on they repeat.
inline ImU32 class_colour(int label) { return kClassColours[static_cast<std::size_t>(label) % kClassColours.size()]; }

}  // namespace zscape
