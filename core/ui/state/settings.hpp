// How things look and move: what a person chose, and what their system asks for.
#pragma once

#include "ui/kit/theme.hpp"
#include "ui/state/preferences.hpp"

namespace zscape {

struct Settings {
  Preferences preferences;
  Preferences remembered;            // by the shell, from one visit to the next
  Theme system_theme = Theme::dark;  // what the person's system has
  bool reduced_motion = false;       // the system is set to that: nothing moves unless it is asked to
};

}  // namespace zscape
