// The two palettes, fonts at the resolution of the screen, and the few ImGui colours that are not drawn by our own widgets.
#include "ui/kit/theme.hpp"

#include <algorithm>
#include <array>

namespace zscape {
namespace {

constexpr ImU32 rgb(int red, int green, int blue) { return IM_COL32(red, green, blue, 255); }

constexpr Palette kDark = {.background = rgb(17, 22, 29),
                           .sunken = rgb(9, 11, 15),
                           .control = rgb(27, 34, 44),
                           .control_hovered = rgb(35, 44, 57),
                           .control_on = rgb(46, 60, 88),
                           .sheet = rgb(21, 27, 36),
                           .scrim = IM_COL32(0, 0, 0, 115),
                           .chip_on = rgb(60, 82, 125),
                           .line = rgb(30, 37, 47),
                           .track = rgb(40, 48, 60),
                           .grab = rgb(232, 236, 242),
                           .text = rgb(221, 227, 235),
                           .muted = rgb(139, 150, 165),
                           .accent = rgb(255, 180, 84),
                           .accent_hovered = rgb(255, 196, 118),
                           .on_accent = rgb(26, 20, 10),
                           .accent_text = rgb(255, 180, 84),
                           .good = rgb(123, 211, 137),
                           .error_fill = rgb(58, 29, 32),
                           .error_line = rgb(140, 62, 66),
                           .error_text = rgb(255, 219, 213)};

constexpr Palette kLight = {.background = rgb(247, 247, 244),
                            .sunken = rgb(236, 236, 231),
                            .control = rgb(232, 232, 227),
                            .control_hovered = rgb(222, 222, 216),
                            .control_on = rgb(205, 216, 238),
                            .sheet = rgb(255, 255, 253),
                            .scrim = IM_COL32(0, 0, 0, 51),
                            .chip_on = rgb(178, 199, 238),
                            .line = rgb(222, 222, 216),
                            .track = rgb(205, 205, 199),
                            .grab = rgb(48, 56, 68),
                            .text = rgb(28, 33, 41),
                            .muted = rgb(88, 96, 107),
                            .accent = rgb(255, 176, 74),
                            .accent_hovered = rgb(255, 190, 104),
                            .on_accent = rgb(26, 20, 10),
                            .accent_text = rgb(158, 88, 0),
                            .good = rgb(24, 112, 50),
                            .error_fill = rgb(253, 231, 228),
                            .error_line = rgb(214, 140, 134),
                            .error_text = rgb(120, 28, 24)};
constexpr float kLinePerEm = 1.21f;  // ImGui measures a font by ascent plus descent, designers by its em
constexpr std::array<ImWchar, 11> kRanges = {0x20, 0x7e, 0xb7, 0xd7, 0x2013, 0x201d, 0x2026, 0x2026, 0x2212, 0x2212, 0};

void add_font(std::span<const unsigned char> file, float em, float pixels_per_point) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.GlyphRanges = kRanges.data();
  config.OversampleH = 3;
  config.RasterizerMultiply = 1.1f;
  // ImGui only reads from data that it does not own.
  ImGui::GetIO().Fonts->AddFontFromMemoryTTF(const_cast<unsigned char*>(file.data()), static_cast<int>(file.size()),
                                             em * kLinePerEm * pixels_per_point, &config);
}

/// Gives all digits one width, so that changing numbers do not shiver.
void make_digits_tabular(ImFont& font) {
  float width = 0;
  for (ImWchar c = '0'; c <= '9'; ++c) width = std::max(width, font.FindGlyph(c)->AdvanceX);
  for (ImFontGlyph& glyph : font.Glyphs) {
    if (glyph.Codepoint < '0' || glyph.Codepoint > '9') continue;
    const float shift = (width - glyph.AdvanceX) / 2;
    glyph.X0 += shift;
    glyph.X1 += shift;
    glyph.AdvanceX = width;
    font.IndexAdvanceX[static_cast<int>(glyph.Codepoint)] = width;
  }
}

}  // namespace

const Palette& palette_of(Theme theme) { return theme == Theme::dark ? kDark : kLight; }

void apply_colours(const Palette& palette) {
  const auto set = [](ImGuiCol slot, ImU32 value) { ImGui::GetStyle().Colors[slot] = ImGui::ColorConvertU32ToFloat4(value); };
  set(ImGuiCol_WindowBg, palette.background);
  set(ImGuiCol_ChildBg, 0);
  set(ImGuiCol_PopupBg, palette.sheet);
  set(ImGuiCol_Border, palette.track);
  set(ImGuiCol_Text, palette.text);
  set(ImGuiCol_FrameBg, 0);
  set(ImGuiCol_TextSelectedBg, palette.control_on);
  set(ImGuiCol_ScrollbarBg, 0);
  set(ImGuiCol_ScrollbarGrab, palette.track);
  set(ImGuiCol_ScrollbarGrabHovered, palette.control_on);
  set(ImGuiCol_ScrollbarGrabActive, palette.control_on);
}

ImFont* font(Face face) { return ImGui::GetIO().Fonts->Fonts[static_cast<int>(face)]; }

float line_height(Face face) { return font(face)->FontSize * ImGui::GetIO().FontGlobalScale; }

void setup_theme(float pixels_per_point) {
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.Fonts->Clear();
  add_font(inter_regular(), 13, pixels_per_point);  // in the order of Face
  add_font(inter_regular(), 11.5f, pixels_per_point);
  add_font(inter_semibold(), 13, pixels_per_point);
  add_font(inter_semibold(), 17, pixels_per_point);
  io.Fonts->Build();
  for (ImFont* face : io.Fonts->Fonts) make_digits_tabular(*face);
  io.FontGlobalScale = 1 / pixels_per_point;

  ImGuiStyle style;
  style.WindowPadding = style.FramePadding = style.ItemSpacing = ImVec2(0, 0);
  style.WindowBorderSize = style.ChildBorderSize = style.FrameBorderSize = 0;
  style.WindowMinSize = ImVec2(1, 1);
  style.PopupRounding = 10;
  style.ScrollbarSize = 6;
  style.ScrollbarRounding = 3;
  ImGui::GetStyle() = style;
  apply_colours(kDark);
}

}  // namespace zscape
