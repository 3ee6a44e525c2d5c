#include "trainer/recipe/recipe.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/exact_math.hpp"
#include "spec/catalogue.hpp"
#include "trainer/data/datasets.hpp"
#include "trainer/metrics/metric_names.hpp"

namespace zscape {
namespace {

Error invalid(std::string message) { return {ErrorCode::invalid_argument, std::move(message)}; }

// The names of an enumeration's values, in its order.
template <class Enum>
struct Names;
template <>
struct Names<Schedule> {
  static constexpr std::array<std::string_view, 2> all = {"constant", "cosine"};
};
template <>
struct Names<Precision> {
  static constexpr std::array<std::string_view, 2> all = {"float32", "bfloat16"};
};
template <>
struct Names<DecoderWeights> {
  static constexpr std::array<std::string_view, 2> all = {"free", "tied"};
};
template <>
struct Names<Corruption> {
  static constexpr std::array<std::string_view, 4> all = {"none", "gaussian", "masking", "salt_and_pepper"};
};

template <class Number>
struct Range {
  Number low, high;
};

constexpr unsigned bit(Objective objective) { return 1u << static_cast<unsigned>(objective); }
constexpr unsigned kEvery = ~0u;
constexpr unsigned kPlain = bit(Objective::reconstruction);
constexpr unsigned kClassifier = bit(Objective::classification);
constexpr unsigned kPictureJudge = bit(Objective::adversarial) | bit(Objective::vae_gan);
constexpr unsigned kAutoencoderJudge = bit(Objective::adversarial_autoencoder) | bit(Objective::vae_gan);

// Every field after the first two: visit(key, meaning, member, objectives that it serves, whether it must be there, range).
template <class RecipeType, class Visit>
void for_each_field(RecipeType& r, Visit&& visit) {
  visit("epochs", "passes over the training images", r.epochs, kEvery, true, Range<std::int64_t>{1, 100'000});
  visit("batch_size", "images per update", r.batch_size, kEvery, true, Range<std::int64_t>{1, 60'000});
  visit("learning_rate", "of Adam", r.learning_rate, kEvery, true, Range<double>{1e-12, 1.0});
  visit("schedule", "constant or cosine", r.schedule, kEvery, true, Range<int>{});
  visit("seed", "of weights, order and noise", r.seed, kEvery, true, Range<std::int64_t>{0, INT64_MAX});
  visit("train_limit", "use only the first so many training images", r.train_limit, kEvery, false,
        Range<std::int64_t>{0, INT64_MAX});
  visit("precision", "float32 or bfloat16, of the products", r.precision, kEvery, false, Range<int>{});
  visit("beta1", "of Adam", r.beta1, kEvery, false, Range<double>{0.0, 0.9999});
  visit("weight_decay", "decoupled, of Adam", r.weight_decay, kEvery, false, Range<double>{0.0, 10.0});
  visit("weight_average", "decay of the moving average that is published", r.weight_average, kEvery, false,
        Range<double>{0.0, 0.99999});
  visit("corruption", "none, gaussian, masking or salt_and_pepper", r.corruption, kPlain, false, Range<int>{});
  visit("corruption_level", "standard deviation, or fraction of the pixels", r.corruption_level, kPlain, false,
        Range<double>{0.0, 1.0});
  visit("sparsity", "mean activation asked of every code unit", r.sparsity, kPlain, false, Range<double>{0.0, 0.99});
  visit("sparsity_weight", "of the sparsity penalty", r.sparsity_weight, kPlain, false, Range<double>{0.0, 1e6});
  visit("lifetime_sparsity", "fraction of the batch that a code unit may keep", r.lifetime_sparsity, kPlain, false,
        Range<double>{0.0, 1.0});
  visit("pretrain_epochs", "of each layer alone", r.pretrain_epochs, kPlain, false, Range<std::int64_t>{0, 10'000});
  visit("decoder_weights", "free, or tied: the encoder's transposed", r.decoder_weights, kPlain, false, Range<int>{});
  visit("adversarial_weight", "of the discriminator's verdict", r.adversarial_weight, kAutoencoderJudge, false,
        Range<double>{0.0, 1e6});
  visit("class_weight", "of the auxiliary classifier's loss", r.class_weight, bit(Objective::adversarial), false,
        Range<double>{0.0, 1e6});
  visit("gradient_penalty", "weight of R1 on real pictures", r.gradient_penalty, kPictureJudge, false, Range<double>{0.0, 1e6});
  visit("shift", "pixels by which a picture is moved at most", r.shift, kPlain | kClassifier, false, Range<std::int64_t>{0, 8});
  visit("label_smoothing", "of the classifier's targets", r.label_smoothing, kClassifier, false, Range<double>{0.0, 0.99});
}

Result<void> read(const Json& json, std::string_view key, std::int64_t& member, Range<std::int64_t> range) {
  ZSCAPE_TRY(member, get_integer(json, key));
  if (member >= range.low && member <= range.high) return {};
  return invalid("\"" + std::string(key) + "\" should be from " + std::to_string(range.low) + " to " + std::to_string(range.high) +
                 ", found " + std::to_string(member));
}

Result<void> read(const Json& json, std::string_view key, double& member, Range<double> range) {
  ZSCAPE_TRY(member, get_number(json, key));
  if (member >= range.low && member <= range.high) return {};
  return invalid("\"" + std::string(key) + "\" should be from " + Json(range.low).dump() + " to " + Json(range.high).dump() +
                 ", found " + json[std::string(key)].dump());
}

template <class Enum>
Result<void> read(const Json& json, std::string_view key, Enum& member, Range<int>) {
  ZSCAPE_TRY(const std::string name, get_string(json, key));
  const auto& all = Names<Enum>::all;
  const auto found = std::find(all.begin(), all.end(), name);
  if (found == all.end()) {
    std::string known;
    for (const std::string_view each : all) known += (known.empty() ? "" : ", ") + std::string(each);
    return invalid("\"" + std::string(key) + "\" should be one of " + known + ", found \"" + name + "\"");
  }
  member = static_cast<Enum>(found - all.begin());
  return {};
}

Json value_json(std::int64_t value) { return value; }
Json value_json(double value) { return value; }
template <class Enum>
Json value_json(Enum value) {
  return std::string(Names<Enum>::all[static_cast<std::size_t>(value)]);
}

Result<std::map<std::string, Target>> targets_from(const Json& json) {
  std::map<std::string, Target> targets;
  ZSCAPE_TRY(const Json object, get_object(json, "targets"));
  for (const auto& [metric, bounds] : object.items()) {
    const std::string where = "the target of \"" + metric + "\"";
    if (!is_metric(metric)) return invalid(where + " is of no metric that zscape-train evaluate gives");
    if (!bounds.is_object() || bounds.empty()) return invalid(where + " should be an object with at_most or at_least");
    constexpr std::array<std::string_view, 2> kBounds = {"at_most", "at_least"};
    ZSCAPE_TRY_VOID(refuse_unknown_keys(bounds, kBounds, where));
    Target& target = targets[metric];
    if (bounds.contains("at_most")) {
      ZSCAPE_TRY(target.at_most, get_number(bounds, "at_most"));
    }
    if (bounds.contains("at_least")) {
      ZSCAPE_TRY(target.at_least, get_number(bounds, "at_least"));
    }
  }
  return targets;
}

Json targets_json(const std::map<std::string, Target>& targets) {
  Json json = Json::object();
  for (const auto& [metric, target] : targets) {
    if (target.at_most) json[metric]["at_most"] = *target.at_most;
    if (target.at_least) json[metric]["at_least"] = *target.at_least;
  }
  return json;
}

Result<void> refuse_unknown(const Json& json) {
  std::vector<std::string_view> keys = {"model", "targets"};
  for (const RecipeKey& key : recipe_keys()) keys.push_back(key.name);
  return refuse_unknown_keys(json, keys, "the recipe");
}

}  // namespace

Objective objective_of(const ModelSpec& spec) {
  if (!spec.classifier.empty()) return Objective::classification;
  if (spec.encoder.empty()) return Objective::adversarial;
  if (spec.discriminator.empty()) return is_variational(spec) ? Objective::elbo : Objective::reconstruction;
  return is_variational(spec) ? Objective::vae_gan : Objective::adversarial_autoencoder;
}

std::string_view to_string(Objective objective) {
  constexpr std::array<std::string_view, 6> kNames = {"reconstruction",          "elbo",    "adversarial",
                                                      "adversarial_autoencoder", "vae_gan", "classification"};
  return kNames[static_cast<std::size_t>(objective)];
}

Result<Recipe> recipe_from_json(const Json& json) {
  ZSCAPE_TRY_VOID(refuse_unknown(json));
  Recipe recipe;
  ZSCAPE_TRY(recipe.model, get_string(json, "model"));
  ZSCAPE_TRY(const ModelSpec spec, find_model(recipe.model));
  ZSCAPE_TRY(recipe.dataset, get_string(json, "dataset"));
  if (const auto dataset = find_dataset(recipe.dataset); !dataset) return dataset.error();

  const Objective objective = objective_of(spec);
  Result<void> problem;
  for_each_field(recipe, [&](std::string_view key, std::string_view, auto& member, unsigned serves, bool required, auto range) {
    if (!problem || (!required && !json.contains(key))) return;
    if (!(serves & bit(objective)))
      problem = invalid("\"" + std::string(key) + "\" is of no use to " + recipe.model + ", whose objective is " +
                        std::string(to_string(objective)));
    else
      problem = read(json, key, member, range);
  });
  if (!problem) return problem.error();
  if ((recipe.corruption == Corruption::none) != (recipe.corruption_level == 0.0))
    return invalid("\"corruption\" and \"corruption_level\" go together: found one without the other");
  if ((recipe.sparsity == 0.0) != (recipe.sparsity_weight == 0.0))
    return invalid("\"sparsity\" and \"sparsity_weight\" go together: found one without the other");
  if (json.contains("class_weight") && spec.discriminator_class.empty())
    return invalid("\"class_weight\" is of no use to " + recipe.model + ", whose discriminator reads no class");
  if (recipe.batch_size < 2 && (objective == Objective::adversarial || objective == Objective::vae_gan))
    return invalid("\"batch_size\" should be at least 2 for " + recipe.model + ", found " + std::to_string(recipe.batch_size));
  if (json.contains("targets")) {
    ZSCAPE_TRY(recipe.targets, targets_from(json));
  }
  return recipe;
}

Json to_json(const Recipe& recipe) {
  Json json = {{"model", recipe.model}, {"dataset", recipe.dataset}};
  Recipe defaults;
  std::vector<Json> default_values;
  for_each_field(defaults, [&](std::string_view, std::string_view, auto& member, unsigned, bool, auto) {
    default_values.push_back(value_json(member));
  });
  std::size_t i = 0;
  for_each_field(recipe, [&](std::string_view key, std::string_view, const auto& member, unsigned, bool required, auto) {
    Json value = value_json(member);
    if (required || value != default_values[i]) json[std::string(key)] = std::move(value);
    ++i;
  });
  if (!recipe.targets.empty()) json["targets"] = targets_json(recipe.targets);
  return json;
}

std::string first_difference(const Recipe& there, const Recipe& here) {
  Json theirs = to_json(there);
  Json ours = to_json(here);
  theirs.erase("targets");
  ours.erase("targets");
  const auto shown = [](const Json& json, const std::string& key) { return json.contains(key) ? json[key].dump() : "not set"; };
  for (const Json* side : {&theirs, &ours})
    for (const auto& [key, value] : side->items())
      if (shown(theirs, key) != shown(ours, key))
        return key + " is " + shown(theirs, key) + " there and " + shown(ours, key) + " here";
  return {};
}

std::vector<RecipeKey> recipe_keys() {
  std::vector<RecipeKey> keys = {{"dataset", "mnist, fashion-mnist, or folder with --data-dir"}};
  Recipe recipe;
  for_each_field(recipe, [&](std::string_view key, std::string_view meaning, auto&, unsigned, bool, auto) {
    keys.push_back({key, meaning});
  });
  return keys;
}

void override_key(Json& json, std::string_view key, const std::string& words) {
  Json value = Json::parse(words, nullptr, false);
  json[std::string(key)] = value.is_number() ? std::move(value) : Json(words);
}

double learning_rate_at(const Recipe& recipe, std::int64_t step, std::int64_t total) {
  if (recipe.schedule == Schedule::constant) return recipe.learning_rate;
  const double progress = static_cast<double>(step) / static_cast<double>(total);
  return recipe.learning_rate * 0.5 * (1.0 + std::cos(kPi * progress));
}

}  // namespace zscape
