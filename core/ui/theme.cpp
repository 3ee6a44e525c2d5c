// Fonts at the resolution of the screen, and the few ImGui colours that are not drawn by our own widgets.
#include "ui/theme.hpp"

#include <algorithm>
#include <array>

#include "ui/app.hpp"

namespace zscape {
namespace {

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
  const auto set = [&](ImGuiCol slot, ImU32 value) { style.Colors[slot] = ImGui::ColorConvertU32ToFloat4(value); };
  set(ImGuiCol_WindowBg, colour::background);
  set(ImGuiCol_ChildBg, 0);
  set(ImGuiCol_PopupBg, colour::sheet);
  set(ImGuiCol_Border, colour::track);
  set(ImGuiCol_Text, colour::text);
  set(ImGuiCol_FrameBg, 0);
  set(ImGuiCol_TextSelectedBg, colour::control_on);
  set(ImGuiCol_ScrollbarBg, 0);
  set(ImGuiCol_ScrollbarGrab, colour::track);
  set(ImGuiCol_ScrollbarGrabHovered, colour::control_on);
  set(ImGuiCol_ScrollbarGrabActive, colour::control_on);
  ImGui::GetStyle() = style;
}

}  // namespace zscape
