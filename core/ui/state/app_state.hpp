// Everything the user interface knows: one value. Panels read and change it; shells fill in what they loaded.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/state/commands.hpp"
#include "ui/state/derived.hpp"
#include "ui/state/listening.hpp"
#include "ui/state/messages.hpp"
#include "ui/state/moment.hpp"
#include "ui/state/opened.hpp"
#include "ui/state/published.hpp"
#include "ui/state/settings.hpp"
#include "ui/state/shown.hpp"

namespace zscape {

/// A model on its way to become the one in use.
struct Loading {
  std::string model;   // its id
  float fraction = 0;  // how much of it has arrived, [0, 1]
};

/// A file from beside the models that the shell was asked for and that is not there.
struct AskedFile {
  std::string name;          // as the manifest lists it
  std::string failure = {};  // why it did not come, or ""
};

struct AppState {
  Opened opened;
  Published published;
  Shown shown;
  Settings settings;
  Messages messages;
  Derived derived;
  Listening listening;
  Moment moment;
  std::vector<Command> commands;  // for the shell, which empties the list each frame

  std::string classifier_id;            // which one was asked for last
  std::string classifier_failure;       // why that one did not come, or ""
  std::vector<AskedFile> asked_beside;  // codes, digits, thumbnails
  std::optional<Loading> loading;
};

}  // namespace zscape
