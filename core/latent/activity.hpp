// Which dimensions of a code a picture hears.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/model.hpp"

namespace zscape {

/// For every dimension d the mean, over a few samples of the model, of the root mean square difference between the pictures with
/// z[d] two standard deviations below and above the mean of d, within code_range(spec). Made in steps that fit between frames; a
/// pure function of (model, mean, deviation).
class Activity {
 public:
  /// Mean and standard deviation of each dimension, [latent], of a model with a decoder.
  Activity(const Model& model, std::span<const float> mean, std::span<const float> deviation);

  /// Some more pictures, about a millisecond's where they are cheap, and four where they are not. `model` is the one that it was
  /// begun with.
  void step(const Model& model);
  bool done() const { return values_.size() == mean_.size(); }

  /// Of the first dimensions, in order; [latent] when done().
  const std::vector<double>& values() const { return values_; }

 private:
  std::vector<float> mean_, deviation_;  // [latent]
  Matrix samples_;                       // [kSamples, code_width(spec)]
  std::int64_t pairs_ = 0;               // pictures with the low and the high value that were compared so far
  double sum_ = 0;                       // of the differences of the dimension that is on
  std::vector<double> values_;
};

}  // namespace zscape
