// The bar on top: name, model, facts about it, undo and redo, the buttons that open sheets.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

/// Where the buttons are that open sheets.
struct TopBar {
  Rect model, look, share, help;
};

TopBar draw_top_bar(Frame& frame, Rect area);

}  // namespace zscape
