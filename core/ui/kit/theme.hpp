// The look: colours, fonts and sizes.
#pragma once

#include <imgui.h>
#include <span>

namespace zscape {

enum class Theme { dark, light };

/// Every text has a contrast of at least 4.5 to what it stands on.
struct Palette {
  ImU32 background;
  ImU32 sunken;  // behind the digit on the stage
  ImU32 control, control_hovered, control_on;
  ImU32 sheet;  // above the page
  ImU32 scrim;  // over the page, below a large sheet
  ImU32 chip_on;
  ImU32 line, track, grab;
  ImU32 text, muted;
  ImU32 accent, accent_hovered, on_accent;
  ImU32 accent_text;  // the accent where it is text or a line on the background
  ImU32 good;
  ImU32 error_fill, error_line, error_text;
};

const Palette& palette_of(Theme theme);

/// Gives ImGui's own widgets the palette's colours.
void apply_colours(const Palette& palette);

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

/// Once, after ImGui::CreateContext(), and again whenever `pixels_per_point` (device pixels per layout unit) changes; the caller
/// then rebuilds its font texture.
void setup_theme(float pixels_per_point);

}  // namespace zscape
