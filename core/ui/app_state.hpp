// Everything the user interface knows: one value. Panels read and change it; shells fill in what they loaded.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "latent/interpolate.hpp"
#include "models/model.hpp"
#include "ui/headline.hpp"
#include "ui/pictures.hpp"
#include "ui/sliders.hpp"
#include "weights/manifest.hpp"

namespace zscape {

/// What the wall shows: digits drawn from the prior, or what each unit of the code adds to a picture.
enum class Wall { samples, features };

/// What a permalink holds: enough to show the same picture again.
struct View {
  std::string model_id = "vae";
  std::uint64_t seed = 7;
  float temperature = 1.0f;
  std::optional<int> label;  // class of the wall's digits; without one all in turn
  bool drifting = true;
  double phase = 0.0;         // turns, see drifting_latents()
  std::optional<Wall> wall;   // what the model opens with when absent; always absent for a model that has no features to show
  int unit = 0;               // the first on a wall of features
  std::optional<Code> stage;  // the digit on the stage
  std::array<std::optional<Code>, 2> anchors;
  Path path = Path::spherical;
  double position = 0.0;  // on the path between the anchors, [0, 1]
  bool playing = false;

  bool operator==(const View&) const = default;
};

/// What the interface wants done outside of itself; the shell empties the list each frame.
struct Command {
  enum class Kind { copy_link, load_model, load_classifier };
  Kind kind;
  std::string argument;  // copy_link: the fragment; otherwise the id of an entry in the manifest
};

/// What the classifier reads on the stage.
struct Verdict {
  Code code;  // of the picture that it read
  int label = 0;
  float probability = 0;
};

struct AppState {
  std::optional<Model> model;       // what is shown; stays when a later load fails
  std::string model_label;          // id, or the name of the dropped file
  std::vector<Headline> headlines;  // what its card says first
  std::optional<Model> classifier;  // of the model's data set
  std::string classifier_id;        // which one was asked for last
  Manifest manifest;
  std::optional<float> loading;  // fraction in [0, 1] while something loads
  std::optional<Error> error;    // shown until dismissed
  std::string failed_model;      // id of the one that did not load, which the error offers to try again; may be empty

  View view;
  bool smooth = true;  // digits upsampled smoothly, or raw pixels
  std::vector<Command> commands;

  // What belongs to this moment and not into a link.
  DecodeBudget decode_budget;
  Pictures pictures;               // tiles of the last frame
  Sliders sliders;                 // of the stage
  std::optional<Verdict> verdict;  // on the stage
  std::optional<int> selected;     // the wall's digit that was put on the stage
  double play_direction = 1;       // towards B, or -1 towards A
  std::uint64_t random_draws = 0;  // how often the stage was randomised
  double copied_seconds = 0;       // how long Share still says that the link was copied
  float scroll_velocity = 0;       // of the page under a finger, units per second
  bool scrolling = false;          // a finger drags the page
  bool sheet_open = false;         // the one behind the model's name
  bool sheet_dismissed = false;    // by the press that the chip is under
};

}  // namespace zscape
