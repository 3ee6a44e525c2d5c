// The sliders of the stage: which dimensions of the latent have one, and over which range.
#pragma once

#include <string>
#include <vector>

#include "models/model.hpp"
#include "models/prior.hpp"
#include "ui/view.hpp"

namespace zscape {

struct Sliders {
  std::string model = {};             // tensors_sha256 of the model that they belong to
  std::vector<float> mean = {};       // [latent], of the prior
  std::vector<float> deviation = {};  // [latent], likewise; above 0
  Range range = {};                   // that no slider leaves
  std::vector<int> order = {};        // [latent], the dimensions as they are listed
  Code stage = {};                    // that they were ordered for
  int first = 0;                      // of `order` in view

  float low(int dimension) const { return at(dimension, -3); }
  float high(int dimension) const { return at(dimension, 3); }
  /// The value that variation `step` gives to its dimension: from -2 to 2 standard deviations, in even steps to either side.
  float variation(int dimension, int step) const;
  /// Those in view.
  std::vector<int> dimensions() const;

 private:
  float at(int dimension, float deviations) const {
    const auto d = static_cast<std::size_t>(dimension);
    return range.nearest(mean[d] + deviations * deviation[d]);
  }
};

/// Makes `sliders` those of `model` with `stage` on the stage. All dimensions are listed in order, but where there are many and a
/// prior was fitted to them: there the ones that make the digit what it is come first. A slider that moves changes no order.
void arrange(Sliders& sliders, const Model& model, const Code& stage);

}  // namespace zscape
