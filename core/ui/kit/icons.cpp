#include "ui/kit/icons.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <numbers>

namespace zscape {
namespace {

/// Draws in a square from (-1, -1), top left, to (1, 1).
struct Pen {
  ImVec2 centre;
  float half;  // of the side of the square
  ImU32 colour;

  static ImDrawList& list() { return *ImGui::GetWindowDrawList(); }
  ImVec2 at(float x, float y) const { return {centre.x + x * half, centre.y + y * half}; }
  void line(ImVec2 from, ImVec2 to, float thickness = 1.6f) const {
    list().AddLine(at(from.x, from.y), at(to.x, to.y), colour, thickness);
  }
  void polyline(std::initializer_list<ImVec2> corners, float thickness = 1.6f) const {
    std::array<ImVec2, 6> points;
    const auto end = std::transform(corners.begin(), corners.end(), points.begin(), [&](ImVec2 p) { return at(p.x, p.y); });
    list().AddPolyline(points.data(), static_cast<int>(end - points.begin()), colour, 0, thickness);
  }
  void box(ImVec2 min, ImVec2 max, float rounding, float thickness) const {
    list().AddRect(at(min.x, min.y), at(max.x, max.y), colour, rounding, 0, thickness);
  }
  void filled_box(ImVec2 min, ImVec2 max, float rounding) const {
    list().AddRectFilled(at(min.x, min.y), at(max.x, max.y), colour, rounding);
  }
};

/// An arrow that turns back; `side` is 1 to the left, -1 to the right.
void draw_turn(const Pen& pen, float side) {
  const auto corner = [&](float x, float y) { return ImVec2(side * x, y); };
  pen.polyline({corner(-0.45f, -0.95f), corner(-0.95f, -0.4f), corner(-0.45f, 0.15f)});
  pen.polyline({corner(-0.9f, -0.4f), corner(0.25f, -0.4f), corner(0.8f, -0.05f), corner(0.8f, 0.45f), corner(0.25f, 0.8f),
                corner(-0.3f, 0.8f)});
}

void draw_half_disc(const Pen& pen) {
  constexpr float kQuarter = std::numbers::pi_v<float> / 2;
  Pen::list().AddCircle(pen.centre, 0.9f * pen.half, pen.colour, 24, 1.5f);
  Pen::list().PathArcTo(pen.centre, 0.9f * pen.half, -kQuarter, kQuarter, 16);
  Pen::list().PathFillConvex(pen.colour);
}

}  // namespace

void draw_icon(Icon icon, ImVec2 centre, float size, ImU32 colour) {
  const Pen pen = {centre, size / 2, colour};
  switch (icon) {
    case Icon::play:
      return Pen::list().AddTriangleFilled(pen.at(-0.7f, -1), pen.at(-0.7f, 1), pen.at(1, 0), colour);
    case Icon::pause:
      pen.filled_box({-0.8f, -1}, {-0.2f, 1}, 1);
      return pen.filled_box({0.2f, -1}, {0.8f, 1}, 1);
    case Icon::check:
      return pen.polyline({{-0.9f, 0.05f}, {-0.25f, 0.7f}, {0.95f, -0.7f}});
    case Icon::cross:
      pen.line({-0.8f, -0.8f}, {0.8f, 0.8f});
      return pen.line({-0.8f, 0.8f}, {0.8f, -0.8f});
    case Icon::left:
      return pen.polyline({{0.45f, -0.9f}, {-0.45f, 0}, {0.45f, 0.9f}});
    case Icon::right:
      return pen.polyline({{-0.45f, -0.9f}, {0.45f, 0}, {-0.45f, 0.9f}});
    case Icon::down:
      return pen.polyline({{-0.9f, -0.4f}, {0, 0.5f}, {0.9f, -0.4f}});
    case Icon::undo:
      return draw_turn(pen, 1);
    case Icon::redo:
      return draw_turn(pen, -1);
    case Icon::contrast:
      return draw_half_disc(pen);
    case Icon::share:
      pen.polyline({{-0.45f, -0.45f}, {0, -0.95f}, {0.45f, -0.45f}}, 1.5f);
      pen.line({0, -0.9f}, {0, 0.3f}, 1.5f);
      return pen.polyline({{-0.85f, -0.05f}, {-0.85f, 0.9f}, {0.85f, 0.9f}, {0.85f, -0.05f}}, 1.5f);
    case Icon::lock:
      pen.filled_box({-0.75f, -0.1f}, {0.75f, 0.9f}, 1.5f);
      return pen.polyline({{-0.45f, -0.1f}, {-0.45f, -0.6f}, {-0.2f, -0.9f}, {0.2f, -0.9f}, {0.45f, -0.6f}, {0.45f, -0.1f}}, 1.4f);
    case Icon::unlock:
      pen.box({-0.75f, -0.1f}, {0.75f, 0.9f}, 1.5f, 1.2f);
      return pen.polyline({{-0.45f, -0.1f}, {-0.45f, -0.75f}, {-0.2f, -1}, {0.2f, -1}, {0.45f, -0.75f}}, 1.2f);
    case Icon::dice:
      pen.box({-0.9f, -0.9f}, {0.9f, 0.9f}, 2.5f, 1.2f);
      for (const float at : {-0.4f, 0.4f}) Pen::list().AddCircleFilled(pen.at(at, at), 0.17f * pen.half, colour, 8);
      return;
    case Icon::plus:
      pen.line({0, -0.9f}, {0, 0.9f});
      [[fallthrough]];
    case Icon::minus:
      return pen.line({-0.9f, 0}, {0.9f, 0});
  }
}

}  // namespace zscape
