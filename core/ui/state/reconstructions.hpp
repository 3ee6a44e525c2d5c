// One test digit, encoded and decoded by several models.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "nn/matrix.hpp"

namespace zscape {

struct Reconstruction {
  std::vector<float> code;  // [code_width(spec)]: the posterior's mean, and the class
  Matrix picture;           // [1, sample]: the code, decoded
  Matrix difference = {};   // [1, sample]: original less picture, halved and moved to 0.5
  double error = 0;         // mean squared, per pixel
};

/// One digit, through every model that was asked so far.
struct Reconstructions {
  std::string dataset = {};
  int digit = -1;
  float noise = 0;
  int label = 0;
  Matrix original = {};                               // [1, sample]
  Matrix given = {};                                  // [1, sample]: with the noise
  double noise_error = 0;                             // of what is given
  std::map<std::string, Reconstruction> models = {};  // by tensors_sha256
};

}  // namespace zscape
