// What one can do with a model, one panel each, and the bar that chooses among them.
#pragma once

#include <span>
#include <string_view>

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/view/tab.hpp"

namespace zscape {

struct TabPanel {
  Tab tab;
  const char* title;  // on the bar
  const char* hint;
  void (*draw)(Frame& frame, Rect area);
  float (*height)(const Frame& frame, float width);  // on a phone, where panels are below each other
};

std::span<const TabPanel> tab_panels();
const TabPanel& panel_of(Tab tab);

/// In the top bar, cutting what it needs off `bar`; or over the whole of `bar` on a phone.
void draw_tabs(Frame& frame, Rect& bar);

}  // namespace zscape
