// What the interface asks of its shell.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/file.hpp"

namespace zscape {

/// What the interface wants done outside of itself; the shell empties the list each frame.
struct Command {
  enum class Kind {
    copy_link,
    load_model,
    cancel_load,
    load_classifier,
    load_peer,
    load_beside,
    load_sound_model,
    choose_file,
    open_path,
    save_file,
    save_window,
    remember
  };
  Kind kind;
  std::string argument;  // copy_link: the fragment; load_beside, save_file, save_window: a file's name; open_path: what was typed;
                         // cancel_load, choose_file: nothing; remember: the preferences' text; otherwise the id of an entry in the
                         // manifest
  Bytes bytes = {};      // save_file: what is in it
};

}  // namespace zscape
