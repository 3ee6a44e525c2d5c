#include "recipe.hpp"

#include <array>
#include <cmath>

#include "base/exact_math.hpp"
#include "data.hpp"
#include "spec/catalogue.hpp"

namespace zscape {
namespace {

constexpr std::array<std::string_view, 8> kKeys = {"model",         "dataset",  "epochs", "batch_size",
                                                   "learning_rate", "schedule", "seed",   "train_limit"};

Result<std::int64_t> integer_within(const Json& json, std::string_view key, std::int64_t low, std::int64_t high) {
  ZSCAPE_TRY(const std::int64_t value, get_integer(json, key));
  if (value < low || value > high)
    return Error{ErrorCode::invalid_argument, "\"" + std::string(key) + "\" should be from " + std::to_string(low) + " to " +
                                                  std::to_string(high) + ", found " + std::to_string(value)};
  return value;
}

Result<Schedule> schedule_from(const Json& json) {
  ZSCAPE_TRY(const std::string name, get_string(json, "schedule"));
  if (name == "constant") return Schedule::constant;
  if (name == "cosine") return Schedule::cosine;
  return Error{ErrorCode::invalid_argument, "\"schedule\" should be \"constant\" or \"cosine\", found \"" + name + "\""};
}

}  // namespace

Result<Recipe> recipe_from_json(const Json& json) {
  ZSCAPE_TRY_VOID(refuse_unknown_keys(json, kKeys, "the recipe"));
  Recipe recipe;
  ZSCAPE_TRY(recipe.model, get_string(json, "model"));
  if (const auto model = find_model(recipe.model); !model) return model.error();
  ZSCAPE_TRY(recipe.dataset, get_string(json, "dataset"));
  if (const auto dataset = find_dataset(recipe.dataset); !dataset) return dataset.error();
  ZSCAPE_TRY(recipe.epochs, integer_within(json, "epochs", 1, 100'000));
  ZSCAPE_TRY(recipe.batch_size, integer_within(json, "batch_size", 1, 60'000));
  ZSCAPE_TRY(recipe.learning_rate, get_number(json, "learning_rate"));
  if (!(recipe.learning_rate > 0.0 && recipe.learning_rate <= 1.0))
    return Error{ErrorCode::invalid_argument,
                 "\"learning_rate\" should be above 0 and at most 1, found " + json["learning_rate"].dump()};
  ZSCAPE_TRY(recipe.schedule, schedule_from(json));
  ZSCAPE_TRY(recipe.seed, integer_within(json, "seed", 0, INT64_MAX));
  if (json.contains("train_limit")) {
    ZSCAPE_TRY(recipe.train_limit, integer_within(json, "train_limit", 0, INT64_MAX));
  }
  return recipe;
}

Json to_json(const Recipe& recipe) {
  return {{"model", recipe.model},
          {"dataset", recipe.dataset},
          {"epochs", recipe.epochs},
          {"batch_size", recipe.batch_size},
          {"learning_rate", recipe.learning_rate},
          {"schedule", recipe.schedule == Schedule::cosine ? "cosine" : "constant"},
          {"seed", recipe.seed},
          {"train_limit", recipe.train_limit}};
}

std::string first_difference(const Recipe& there, const Recipe& here) {
  const Json theirs = to_json(there);
  const Json ours = to_json(here);
  for (const auto& [key, value] : theirs.items())
    if (value != ours[key]) return key + " is " + value.dump() + " there and " + ours[key].dump() + " here";
  return {};
}

double learning_rate_at(const Recipe& recipe, std::int64_t step, std::int64_t total) {
  if (recipe.schedule == Schedule::constant) return recipe.learning_rate;
  const double progress = static_cast<double>(step) / static_cast<double>(total);
  return recipe.learning_rate * 0.5 * (1.0 + std::cos(kPi * progress));
}

}  // namespace zscape
