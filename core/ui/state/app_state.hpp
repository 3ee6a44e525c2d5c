// Everything the user interface knows: one value. Panels read and change it; shells fill in what they loaded.
#pragma once

#include <vector>

#include "ui/state/commands.hpp"
#include "ui/state/derived.hpp"
#include "ui/state/fetch.hpp"
#include "ui/state/listening.hpp"
#include "ui/state/messages.hpp"
#include "ui/state/moment.hpp"
#include "ui/state/opened.hpp"
#include "ui/state/published.hpp"
#include "ui/state/settings.hpp"
#include "ui/state/shown.hpp"

namespace zscape {

struct AppState {
  Opened opened;
  Published published;
  Shown shown;
  Settings settings;
  Messages messages;
  Derived derived;
  Listening listening;
  Moment moment;
  std::vector<Fetch> fetches;   // files that were asked for and are not there
  std::vector<Command> outbox;  // for the shell, which empties it after each frame
};

}  // namespace zscape
