#include "ui/kit/legend.hpp"

#include "ui/kit/class_colours.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"

namespace zscape {
namespace {

constexpr float kSwatch = 9;

}  // namespace

float legend_height(std::span<const std::string> classes, float width, float row_height) {
  return chips_height(classes, width, row_height, kSwatch + space::xs);
}

void draw_legend(const Rect& area, std::span<const std::string> classes, float row_height, std::uint32_t& hidden) {
  const auto areas = chip_areas(area, classes, row_height, kSwatch + space::xs);
  ImGui::PushID("legend");
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const bool on = (hidden >> i & 1) == 0;
    const std::string name = "class " + classes[i] + (on ? ", shown" : ", hidden");
    const Touched touched = touchable(classes[i].c_str(), areas[i], {.name = name});
    if (touched.clicked) hidden ^= std::uint32_t{1} << i;
    fill(areas[i], touched.hovered ? palette().control_hovered : palette().control, 6);
    const float width = kSwatch + space::xs + text_width(Face::small, classes[i]);
    Rect inside = inset(areas[i], (areas[i].width() - width) / 2, 0);
    const Rect swatch = centred_height(cut_left(inside, kSwatch, space::xs), kSwatch);
    fill(swatch, on ? class_colour(static_cast<int>(i)) : palette().track, 2.5f);
    inside.max.x += 1;  // no ellipsis for a rounded width
    draw_text(inside, classes[i], Face::small, on ? palette().text : palette().muted);
  }
  ImGui::PopID();
}

}  // namespace zscape
