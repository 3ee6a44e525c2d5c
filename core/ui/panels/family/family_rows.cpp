#include "ui/panels/family/family_rows.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "ui/files/fetch.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/session/family.hpp"

namespace zscape {

void draw_row_status(Frame& frame, const FamilyRow& row, Rect area) {
  const bool failed = !row.failure.empty();
  if (failed) {
    const Rect again = centred_height(cut_right(area, button_width("Try again"), space::m), frame.control_height());
    if (button(("Try again##" + row.id).c_str(), again)) retry(frame.state(), {Purpose::peer, row.id});
    say("try " + row.id + " again");
    return draw_text(area, row.failure, Face::small, palette().muted);
  }
  char text[32];
  std::snprintf(text, sizeof text, "loading, %.0f %%", 100 * static_cast<double>(row.fraction));
  Rect middle = centred_height(area, line_height(Face::small) + 2 * space::s);
  draw_text(cut_top(middle, line_height(Face::small), space::xs), text, Face::small, palette().muted);
  const Rect bar = {middle.min, {middle.min.x + std::min(middle.width(), 200.0f), middle.min.y + 4}};
  fill(bar, palette().track, 2);
  fill({bar.min, {bar.min.x + bar.width() * row.fraction, bar.max.y}}, palette().accent, 2);
}

void draw_row_name(const Frame& frame, const FamilyRow& row, Rect area) {
  const float line = line_height(Face::body) + 2;
  const bool in_use = row.in_use;
  const float title = frame.compact ? 0 : paragraph_height(row.title, Face::small, area.width());
  const bool both = title > 0 && area.height() >= line + title;
  Rect lines = centred_height(area, both ? line + title : line);
  const Rect name = cut_top(lines, line);
  draw_text(name, row.id, in_use ? Face::strong : Face::body, in_use ? palette().accent_text : palette().text);
  if (both) draw_paragraph(lines, row.title, Face::small, palette().muted);
}

}  // namespace zscape
