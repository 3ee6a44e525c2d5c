// The outcome of publishing a model.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "trainer/measure/evaluate.hpp"
#include "weights/model_file.hpp"

namespace zscape {

struct Published {
  Evaluation evaluation;  // of the weights as stored
  double parity = 0.0;    // greatest difference between core and LibTorch
  Dtype storage = Dtype::f16;
  std::vector<std::string> missed;  // targets, in words; none unless `anyway`
  std::filesystem::path file;
};

}  // namespace zscape
