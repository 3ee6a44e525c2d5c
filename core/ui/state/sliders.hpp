// The sliders of the stage: which dimensions of the latent have one, in which order, and over which range.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "latent/activity.hpp"
#include "models/model.hpp"
#include "models/prior.hpp"
#include "ui/view/limits.hpp"

namespace zscape {

struct Sliders {
  std::string model = {};                 // tensors_sha256 of the model that they belong to
  std::vector<float> mean = {};           // [latent], of the prior
  std::vector<float> deviation = {};      // [latent], likewise; above 0
  Range range = {};                       // that no slider leaves
  std::optional<Activity> activity = {};  // of the dimensions, as far as it is known
  std::vector<int> order = {};            // [latent], by falling activity once that is known, by number before
  bool ordered = false;                   // by activity
  int quiet = 0;                          // the last of `order`, which hardly change a picture
  bool shows_quiet = false;               // they are listed too
  int first = 0;                          // of `order` in view
  int page = kMaxSliders;                 // how many there is room for
  bool in_use = false;                    // somebody is at them: they stay where they are
  int opened = -1;                        // dimension whose row shows what else can be done with it, on a phone

  float low(int dimension) const { return at(dimension, -3); }
  float high(int dimension) const { return at(dimension, 3); }
  /// The value that variation `step` gives to its dimension: from -2 to 2 standard deviations, in even steps to either side.
  float variation(int dimension, int step) const;
  /// How many are listed.
  int listed() const { return static_cast<int>(order.size()) - (shows_quiet ? 0 : quiet); }
  /// Those in view.
  std::vector<int> dimensions() const;

 private:
  float at(int dimension, float deviations) const {
    const auto d = static_cast<std::size_t>(dimension);
    return range.nearest(mean[d] + deviations * deviation[d]);
  }
};

/// Makes `sliders` those of `model`, in the order that is known by now.
void arrange(Sliders& sliders, const Model& model);

/// Whether their order is still to be found out, or to be shown.
bool wants_order(const Sliders& sliders);

}  // namespace zscape
