// What is shown, as one value: what a permalink holds, and what undo goes back to.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "latent/drift.hpp"
#include "latent/interpolate.hpp"
#include "ui/family_view.hpp"

namespace zscape {

using Code = std::vector<float>;  // [code_width(spec)]: z, then one weight per class where the model is conditional

/// What one does with the model.
enum class Tab { generate, map, interpolate, family };

/// What the wall shows: digits drawn from the prior, or what each unit of the code adds to a picture.
enum class Wall { samples, features };

struct View {
  std::string model_id = "vae";
  Tab tab = Tab::generate;
  Draw draw = {.seed = 7};  // of the wall's digits
  bool drifting = true;
  double phase = 0.0;         // turns, see drifting_latents()
  std::optional<Wall> wall;   // what the model opens with when absent; always absent for a model that has no features to show
  int unit = 0;               // the first on a wall of features
  std::optional<Code> stage;  // the digit on the stage
  std::array<std::optional<Code>, 2> anchors;
  Path path = Path::spherical;
  double position = 0.0;  // on the path between the anchors, [0, 1]
  bool playing = false;
  FamilyView family;

  bool operator==(const View&) const = default;
};

}  // namespace zscape
