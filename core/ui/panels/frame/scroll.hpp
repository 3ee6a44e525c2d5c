// Scrolling with a finger.
#pragma once

#include "ui/panels/frame/frame.hpp"

namespace zscape {

/// A finger that moves up or down anywhere but on a held slider moves the window that is being drawn, which then glides on.
void scroll_by_touch(Frame& frame);

}  // namespace zscape
