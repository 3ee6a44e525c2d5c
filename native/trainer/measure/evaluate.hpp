// Measuring a model as it is published: how well it reconstructs the test set, and how far its samples are from the test set in the
// features of a classifier. LibTorch runs the networks; the core draws the latents, so that a seed gives the same samples
// everywhere.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "base/error.hpp"
#include "data/idx.hpp"
#include "nn/matrix.hpp"
#include "weights/model_file.hpp"

namespace zscape {

using Metrics = std::map<std::string, double>;  // by the keys of metric_names()

/// The data and the classifier that a model is measured with.
struct TestBed {
  LabelledImages train, test;  // of the models' sample size
  ModelFile extractor;         // a classifier of the same pictures
  bool same_classes = true;    // whether the extractor's classes are those of the pictures
  std::string device = "cpu";
};

struct Evaluation {
  Metrics values;  // means over kEvaluationSeeds seeds
  Metrics spread;  // greatest minus smallest over the seeds
  std::string extractor;
  std::int64_t samples = 0;  // of each seed, measured in its features
};

inline constexpr int kEvaluationSeeds = 3;  // 1, 2, 3

/// Every metric that applies to `file`; shows its progress on stdout. Error mismatch: too few images; a metric is not finite, by
/// name.
Result<Evaluation> evaluate(const ModelFile& file, const TestBed& bed);

// By LibTorch on the CPU, for comparison with the core.
Matrix torch_decode(const ModelFile& file, const Matrix& codes /* [count, code_width] */);  // [count, sample]
Matrix torch_encode(const ModelFile& file, const Matrix& x, const Matrix& classes);         // [count, latent], the mean

}  // namespace zscape
