// The look: colours, fonts and sizes. setup_theme() itself is declared in app.hpp.
#pragma once

#include <imgui.h>
#include <span>

namespace zscape {

namespace colour {
inline constexpr ImU32 background = IM_COL32(17, 22, 29, 255);
inline constexpr ImU32 sunken = IM_COL32(9, 11, 15, 255);  // behind the digit on the stage
inline constexpr ImU32 control = IM_COL32(27, 34, 44, 255);
inline constexpr ImU32 control_hovered = IM_COL32(35, 44, 57, 255);
inline constexpr ImU32 control_on = IM_COL32(46, 60, 88, 255);
inline constexpr ImU32 sheet = IM_COL32(21, 27, 36, 255);  // above the page
inline constexpr ImU32 chip_on = IM_COL32(60, 82, 125, 255);
inline constexpr ImU32 line = IM_COL32(30, 37, 47, 255);
inline constexpr ImU32 track = IM_COL32(40, 48, 60, 255);
inline constexpr ImU32 grab = IM_COL32(232, 236, 242, 255);
inline constexpr ImU32 text = IM_COL32(221, 227, 235, 255);
inline constexpr ImU32 muted = IM_COL32(132, 143, 158, 255);
inline constexpr ImU32 accent = IM_COL32(255, 180, 84, 255);
inline constexpr ImU32 accent_hovered = IM_COL32(255, 196, 118, 255);
inline constexpr ImU32 on_accent = IM_COL32(26, 20, 10, 255);
inline constexpr ImU32 good = IM_COL32(123, 211, 137, 255);
inline constexpr ImU32 error_fill = IM_COL32(58, 29, 32, 255);
inline constexpr ImU32 error_line = IM_COL32(140, 62, 66, 255);
inline constexpr ImU32 error_text = IM_COL32(255, 219, 213, 255);
}  // namespace colour

// One scale of distances: 4, 8, 12, 16, 24.
namespace space {
inline constexpr float xs = 4, s = 8, m = 12, l = 16, xl = 24;
}  // namespace space

enum class Face { body, small, strong, wordmark };

ImFont* font(Face face);

/// Height of a line in layout units.
float line_height(Face face);

// Inter, cut down to the characters in use; generated at build time.
std::span<const unsigned char> inter_regular();
std::span<const unsigned char> inter_semibold();

}  // namespace zscape
