// A recipe: everything that decides which weights a training run ends in, and the targets that they must reach to be published.
// Read from JSON with every field checked; one list of fields serves the JSON form, its checks and the command line's overrides.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/json.hpp"
#include "spec/model_spec.hpp"
#include "trainer/torch/corruption.hpp"

namespace zscape {

enum class Schedule { constant, cosine };
enum class Precision { float32, bfloat16 };
enum class DecoderWeights { free, tied };  // tied: the encoder's, transposed

/// The objective that a spec is trained by; it follows from which networks the spec has.
enum class Objective { reconstruction, elbo, adversarial, adversarial_autoencoder, vae_gan, classification };

Objective objective_of(const ModelSpec& spec);
std::string_view to_string(Objective objective);  // "reconstruction"

/// The bounds that a metric must keep.
struct Target {
  std::optional<double> at_most, at_least;
  bool operator==(const Target&) const = default;
};

struct Recipe {
  std::string model;            // catalogue id
  std::string dataset;          // "mnist"
  std::int64_t epochs = 0;      // passes over the training images
  std::int64_t batch_size = 0;  // images
  double learning_rate = 0.0;   // of Adam; where the cosine starts
  Schedule schedule = Schedule::constant;
  std::int64_t seed = 0;

  std::int64_t train_limit = 0;  // use only the first so many images; 0: all
  Precision precision = Precision::float32;
  double beta1 = 0.9;           // of Adam
  double weight_decay = 0.0;    // decoupled, per update and learning rate
  double weight_average = 0.0;  // decay of the exponential moving average that is measured and published; 0: none

  // Plain autoencoders.
  Corruption corruption = Corruption::none;  // of the encoder's input
  double corruption_level = 0.0;             // standard deviation, or fraction of the pixels
  double sparsity = 0.0;                     // rho, the mean activation that a KL penalty asks of every code unit; 0: no penalty
  double sparsity_weight = 0.0;              // of that penalty
  double lifetime_sparsity = 0.0;            // the fraction of the batch that each code unit may keep (winner take all); 0: all
  std::int64_t pretrain_epochs = 0;          // of each layer alone, before the whole is trained
  DecoderWeights decoder_weights = DecoderWeights::free;

  // With a discriminator.
  double adversarial_weight = 1.0;  // of the discriminator's verdict, relative to the reconstruction
  double class_weight = 1.0;        // of the auxiliary classifier, relative to the discriminator's verdict
  double gradient_penalty = 0.0;    // R1, on real pictures (Mescheder et al., ICML 2018)

  std::int64_t shift = 0;        // each picture is moved by up to so many pixels, both ways; plain autoencoders and classifiers
  double label_smoothing = 0.0;  // of classifiers

  std::map<std::string, Target> targets;  // metric -> bounds that publishing demands

  bool operator==(const Recipe&) const = default;
};

/// Errors name the key: unknown, missing, of the wrong type, out of range, of no use to the model.
Result<Recipe> recipe_from_json(const Json& json);
Json to_json(const Recipe& recipe);  // without the fields that have their defaults

/// "epochs is 10 there and 20 here" for the first field that differs; empty when none does. Targets are not compared: they do not
/// change the weights.
std::string first_difference(const Recipe& there, const Recipe& here);

/// The keys that a command line may set, with their meanings.
struct RecipeKey {
  std::string_view name;
  std::string_view meaning;
};
std::vector<RecipeKey> recipe_keys();

/// Sets `key` from a command line's words: to a number where they are one, else to text.
void override_key(Json& json, std::string_view key, const std::string& words);

/// The rate for update `step` of `total`, counted from 0. Cosine: half a period, from the recipe's rate down to 0 (Loshchilov and
/// Hutter, "SGDR", ICLR 2017, without restarts).
double learning_rate_at(const Recipe& recipe, std::int64_t step, std::int64_t total);

}  // namespace zscape
