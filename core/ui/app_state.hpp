// Everything the user interface knows: one value. Panels read and change it; shells fill in what they loaded.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "image/colour_map.hpp"
#include "models/model.hpp"
#include "ui/headline.hpp"
#include "ui/history.hpp"
#include "ui/interaction.hpp"
#include "ui/listen.hpp"
#include "ui/map_verdicts.hpp"
#include "ui/path_codes.hpp"
#include "ui/peers.hpp"
#include "ui/pictures.hpp"
#include "ui/preferences.hpp"
#include "ui/reconstruct.hpp"
#include "ui/sliders.hpp"
#include "ui/view.hpp"
#include "ui/wall_codes.hpp"
#include "weights/codes_file.hpp"
#include "weights/manifest.hpp"
#include "weights/thumbnails_file.hpp"

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

/// A model on its way to become the one in use.
struct Loading {
  std::string model;   // its id
  float fraction = 0;  // of it that has arrived, [0, 1]
};

/// What a link says of what it shows: the first digits of the SHA-256 of the model's file, and of the exact bits of the picture on
/// the stage.
struct Claim {
  std::string file, picture;

  bool operator==(const Claim&) const = default;
};

/// A file from beside the models that the shell was asked for and that is not there.
struct AskedFile {
  std::string name;          // as the manifest lists it
  std::string failure = {};  // why it did not come, or ""
};

/// What the classifier reads in a picture.
struct Verdict {
  Code code;  // of the picture that it read
  int label = 0;
  float probability = 0;
};

/// What it reads in the wall's digits.
struct WallVerdicts {
  WallSource source = {};                          // of the wall that they are about
  std::vector<std::optional<Verdict>> tiles = {};  // [count], of the picture that was read last
  int next = 0;                                    // tile from which the next frame goes on reading
  int pending = 0;                                 // tiles that show another picture by now
};

/// The map at this moment.
struct MapMoment {
  Plane plane;                       // that is shown
  std::optional<MapWindow> grabbed;  // the window when the pointer went down on it
  double zooming_seconds = 0;        // how long a zoom still counts as one step
  bool drawing = false;              // the next drag over it draws a path
  bool unfinished = false;           // something of it is drawn in the next frame
  MapVerdicts verdicts;
};

struct AppState {
  std::optional<Model> model;           // what is shown; stays when a later load fails
  std::string file_sha256;              // of its file
  std::string model_label;              // id, or the name of the dropped file
  std::vector<Headline> headlines;      // what its card says first
  std::optional<Model> classifier;      // of the model's data set
  std::string classifier_id;            // which one was asked for last
  std::string classifier_failure;       // why that one did not come, or ""
  std::optional<CodesFile> codes;       // of the test set, for one model
  std::optional<DigitsFile> digits;     // of one data set
  std::vector<AskedFile> asked_beside;  // codes, digits, thumbnails
  Manifest manifest;
  std::optional<Loading> loading;
  std::optional<Error> error;  // shown until dismissed
  std::string notice;          // what went well, shown for a while
  double notice_seconds = 0;   // how long still
  std::string failed_model;    // id of the one that did not load, which the error offers to try again; may be empty

  std::optional<ThumbnailsFile> thumbnails;  // of the published models
  std::vector<Peer> peers;                   // that the Family tab compares with the model in use

  View view;
  History history;
  std::optional<Claim> claim;    // of a link that was followed, not checked yet
  std::optional<View> arriving;  // what is shown once its model is there
  Preferences preferences;
  Preferences remembered;            // by the shell
  Theme system_theme = Theme::dark;  // what the person's system has
  bool reduced_motion = false;       // the system is set to that: nothing moves unless it is asked to
  std::vector<Command> commands;

  // What belongs to this moment and not into a link.
  Interaction interaction;
  DecodeBudget decode_budget;
  WallCodes wall_codes;
  std::map<std::string, WallCodes> walks;  // of the Family tab, by tensors_sha256
  Reconstructions reconstructions;
  Pictures pictures;               // tiles of the last frame
  Sliders sliders;                 // of the stage
  PathSearch path_search;          // from A to B
  std::vector<TrackPoint> stroke;  // that is being drawn over the grid or the map
  std::optional<Verdict> verdict;  // on the stage
  WallVerdicts wall_verdicts;
  std::optional<ColourMap> shown_colours;  // that the host was given
  MapMoment map;
  Listening listening;
  std::optional<int> selected;     // the wall's digit that was put on the stage
  double play_direction = 1;       // towards B, or -1 towards A
  std::uint64_t random_draws = 0;  // how often the stage was randomised
  int frames_until_saved = 0;      // of the picture of the window, when that was asked for; 0 when not
  float scroll_velocity = 0;       // of the page under a finger, units per second
  bool scrolling = false;          // a finger drags the page
  bool scroll_to_top = false;      // of a phone's page, for what is shown there
  std::optional<int> tour_stop;    // that the tour is at
  std::string typed_path;          // of a file to open
  std::string sighted_model;       // id of the one that the list at the side was scrolled to
  std::string open_sheet;          // id of the one that is to be open
  std::string next_sheet;          // that takes its place in the next frame
  std::string shown_sheet;         // that was shown in the last frame
  std::string dismissed_sheet;     // by the press that its button is under
};

}  // namespace zscape
