// The options of zscape-train.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace zscape {

struct Options {
  std::string device = "auto";
  std::string data_dir;  // empty: the data set's default
  std::string dataset = "mnist";
  std::string recipe;
  std::string out;  // of the checkpoint
  bool resume = false;
  std::vector<std::string> inputs;  // of data, evaluate, publish and codes
  std::string json;
  bool anyway = false;
  std::string models_dir;                        // to publish to, and of the classifier to measure with
  std::map<std::string, std::string> overrides;  // of the recipe's fields
};

}  // namespace zscape
