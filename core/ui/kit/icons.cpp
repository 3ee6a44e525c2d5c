#include "ui/kit/icons.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <string>

namespace zscape {
namespace {

ImDrawList& strokes() { return *ImGui::GetWindowDrawList(); }

}  // namespace

void draw_icon(Icon icon, ImVec2 c, float size, ImU32 colour) {
  const float h = size / 2;
  const auto at = [&](float x, float y) { return ImVec2(c.x + x * h, c.y + y * h); };
  switch (icon) {
    case Icon::play:
      strokes().AddTriangleFilled(at(-0.7f, -1), at(-0.7f, 1), at(1, 0), colour);
      break;
    case Icon::pause:
      strokes().AddRectFilled(at(-0.8f, -1), at(-0.2f, 1), colour, 1);
      strokes().AddRectFilled(at(0.2f, -1), at(0.8f, 1), colour, 1);
      break;
    case Icon::check: {
      const ImVec2 points[] = {at(-0.9f, 0.05f), at(-0.25f, 0.7f), at(0.95f, -0.7f)};
      strokes().AddPolyline(points, 3, colour, 0, 1.6f);
      break;
    }
    case Icon::cross:
      strokes().AddLine(at(-0.8f, -0.8f), at(0.8f, 0.8f), colour, 1.6f);
      strokes().AddLine(at(-0.8f, 0.8f), at(0.8f, -0.8f), colour, 1.6f);
      break;
    case Icon::left:
    case Icon::right: {
      const float tip = icon == Icon::left ? -0.45f : 0.45f;
      const ImVec2 points[] = {at(-tip, -0.9f), at(tip, 0), at(-tip, 0.9f)};
      strokes().AddPolyline(points, 3, colour, 0, 1.6f);
      break;
    }
    case Icon::undo:
    case Icon::redo: {
      const float side = icon == Icon::undo ? 1.0f : -1.0f;
      const auto turn = [&](float x, float y) { return at(side * x, y); };
      const ImVec2 head[] = {turn(-0.45f, -0.95f), turn(-0.95f, -0.4f), turn(-0.45f, 0.15f)};
      strokes().AddPolyline(head, 3, colour, 0, 1.6f);
      const ImVec2 shaft[] = {turn(-0.9f, -0.4f), turn(0.25f, -0.4f), turn(0.8f, -0.05f),
                              turn(0.8f, 0.45f),  turn(0.25f, 0.8f),  turn(-0.3f, 0.8f)};
      strokes().AddPolyline(shaft, 6, colour, 0, 1.6f);
      break;
    }
    case Icon::contrast:
      strokes().AddCircle(c, 0.9f * h, colour, 24, 1.5f);
      strokes().PathArcTo(c, 0.9f * h, -std::numbers::pi_v<float> / 2, std::numbers::pi_v<float> / 2, 16);
      strokes().PathFillConvex(colour);
      break;
    case Icon::share: {
      const ImVec2 head[] = {at(-0.45f, -0.45f), at(0, -0.95f), at(0.45f, -0.45f)};
      strokes().AddPolyline(head, 3, colour, 0, 1.5f);
      strokes().AddLine(at(0, -0.9f), at(0, 0.3f), colour, 1.5f);
      const ImVec2 tray[] = {at(-0.85f, -0.05f), at(-0.85f, 0.9f), at(0.85f, 0.9f), at(0.85f, -0.05f)};
      strokes().AddPolyline(tray, 4, colour, 0, 1.5f);
      break;
    }
    case Icon::lock: {
      strokes().AddRectFilled(at(-0.75f, -0.1f), at(0.75f, 0.9f), colour, 1.5f);
      const ImVec2 shackle[] = {at(-0.45f, -0.1f), at(-0.45f, -0.6f), at(-0.2f, -0.9f),
                                at(0.2f, -0.9f),   at(0.45f, -0.6f),  at(0.45f, -0.1f)};
      strokes().AddPolyline(shackle, 6, colour, 0, 1.4f);
      break;
    }
    case Icon::unlock: {
      strokes().AddRect(at(-0.75f, -0.1f), at(0.75f, 0.9f), colour, 1.5f, 0, 1.2f);
      const ImVec2 shackle[] = {at(-0.45f, -0.1f), at(-0.45f, -0.75f), at(-0.2f, -1), at(0.2f, -1), at(0.45f, -0.75f)};
      strokes().AddPolyline(shackle, 5, colour, 0, 1.2f);
      break;
    }
    case Icon::dice:
      strokes().AddRect(at(-0.9f, -0.9f), at(0.9f, 0.9f), colour, 2.5f, 0, 1.2f);
      for (const float side : {-0.4f, 0.4f}) strokes().AddCircleFilled(at(side, side), 0.17f * h, colour, 8);
      break;
    case Icon::plus:
      strokes().AddLine(at(0, -0.9f), at(0, 0.9f), colour, 1.6f);
      [[fallthrough]];
    case Icon::minus:
      strokes().AddLine(at(-0.9f, 0), at(0.9f, 0), colour, 1.6f);
      break;
    case Icon::down: {
      const ImVec2 points[] = {at(-0.9f, -0.4f), at(0, 0.5f), at(0.9f, -0.4f)};
      strokes().AddPolyline(points, 3, colour, 0, 1.6f);
      break;
    }
  }
}

}  // namespace zscape
