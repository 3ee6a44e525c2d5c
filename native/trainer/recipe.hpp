// A recipe: everything that decides which weights a training run ends in. Read from JSON with every field checked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/json.hpp"

namespace zscape {

enum class Schedule { constant, cosine };

struct Recipe {
  std::string model;            // catalogue id
  std::string dataset;          // "mnist"
  std::int64_t epochs = 0;      // passes over the training images
  std::int64_t batch_size = 0;  // images
  double learning_rate = 0.0;   // of Adam; where the cosine starts
  Schedule schedule = Schedule::constant;
  std::int64_t seed = 0;
  std::int64_t train_limit = 0;  // use only the first so many images; 0: all

  bool operator==(const Recipe&) const = default;
};

/// Errors name the key: unknown, missing, of the wrong type, out of range.
Result<Recipe> recipe_from_json(const Json& json);
Json to_json(const Recipe& recipe);

/// "epochs is 10 there and 20 here" for the first field that differs; empty when none does.
std::string first_difference(const Recipe& there, const Recipe& here);

/// The rate for update `step` of `total`, counted from 0. Cosine: half a period, from the recipe's rate down to 0
/// (Loshchilov and Hutter, "SGDR", ICLR 2017, without restarts).
double learning_rate_at(const Recipe& recipe, std::int64_t step, std::int64_t total);

}  // namespace zscape
