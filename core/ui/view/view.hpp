// What is shown, as one value: what a permalink holds, and what undo goes back to.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "latent/drift.hpp"
#include "ui/view/code.hpp"
#include "ui/view/family_view.hpp"
#include "ui/view/interpolate_view.hpp"
#include "ui/view/listen_view.hpp"
#include "ui/view/map_view.hpp"
#include "ui/view/tab.hpp"

namespace zscape {

inline constexpr float kMaxRadius = 2;         // of a cloud, standard deviations of the prior
inline constexpr float kMinTruncation = 0.5f;  // of a wall, sigmas; none is infinity
inline constexpr float kMaxTruncation = 3;

/// What the wall shows: digits drawn from the prior, what each unit of the code adds to a picture, or digits around one digit.
enum class Wall { samples, features, cloud };

struct View {
  std::string model_id = "vae";
  Tab tab = Tab::generate;
  Draw draw = {.seed = 16};  // of the wall's digits; vae's first ones are clear with this
  bool drifting = true;
  double phase = 0.0;                // turns, see drifting_latents()
  std::optional<Wall> wall;          // what the model opens with when absent; without features to show, samples are absent
  std::optional<int> wall_count;     // digits, [1, kMaxWall]; when absent as many as fit at the usual size
  int unit = 0;                      // the first on a wall of features
  std::optional<Code> cloud_centre;  // of a wall that is a cloud; absent for others
  float cloud_radius = 0.5f;         // [0, kMaxRadius]
  bool verdicts = false;             // below each digit of the wall what a classifier reads in it
  bool real = false;                 // digits of the test set beside the wall
  std::optional<Code> stage;         // the digit on the stage
  std::vector<int> frozen;           // dimensions of the stage that only a hand moves; ascending
  std::array<std::optional<Code>, kMaxAnchors> anchors;  // A and B are always there; D only with C
  PathKind path = PathKind::spherical;
  double position = 0.0;  // on the path, [0, 1]
  bool playing = false;
  InterpolateView interpolation;
  MapView map;
  FamilyView family;
  ListenView listen;

  bool operator==(const View&) const = default;
};

}  // namespace zscape
