// Everything the user interface knows: one value. Panels read and change it; shells fill in what they loaded.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "latent/interpolate.hpp"
#include "models/model.hpp"
#include "ui/pictures.hpp"
#include "weights/manifest.hpp"

namespace zscape {

using Latent = std::vector<float>;  // [latent]

/// What a permalink holds: enough to show the same picture again.
struct View {
  std::string model_id = "vae";
  std::uint64_t seed = 7;
  float temperature = 1.0f;
  bool drifting = true;
  double phase = 0.0;           // turns, see drifting_latents()
  std::optional<Latent> stage;  // the digit on the stage
  std::array<std::optional<Latent>, 2> anchors;
  Path path = Path::spherical;
  double position = 0.0;  // on the path between the anchors, [0, 1]
  bool playing = false;

  bool operator==(const View&) const = default;
};

/// What the interface wants done outside of itself; the shell empties the list each frame.
struct Command {
  enum class Kind { copy_link, load_model };
  Kind kind;
  std::string argument;  // copy_link: the fragment; load_model: the id of an entry in the manifest
};

struct AppState {
  std::optional<Model> model;  // what is shown; stays when a later load fails
  std::string model_label;     // id, or the name of the dropped file
  Manifest manifest;
  std::optional<float> loading;  // fraction in [0, 1] while something loads
  std::optional<Error> error;    // shown until dismissed

  View view;
  bool smooth = true;  // digits upsampled smoothly, or raw pixels
  std::vector<Command> commands;

  // What belongs to this moment and not into a link.
  Pictures pictures;               // tiles of the last frame
  std::optional<int> selected;     // the wall's digit that was put on the stage
  double play_direction = 1;       // towards B, or -1 towards A
  std::uint64_t random_draws = 0;  // how often the stage was randomised
  double copied_seconds = 0;       // how long Share still says that the link was copied
  float scroll_velocity = 0;       // of the page under a finger, units per second
  bool scrolling = false;          // a finger drags the page
};

}  // namespace zscape
