#include "ui/state/headline.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/json.hpp"
#include "weights/model_file.hpp"

namespace zscape {
namespace {

struct Words {
  const char* metric;
  const char* before;
  const char* after;
  double scale;
  int decimals;
  bool by_classifier;
};

constexpr std::array kWords = {
    Words{"frechet_distance", "Frechet distance ", "", 1, 1, true},
    Words{"elbo_loss_nats", "negative ELBO ", " nats", 1, 1, false},
    Words{"test_elbo_loss_nats", "negative ELBO ", " nats", 1, 1, false},
    Words{"conditional_accuracy", "requested class in ", " %", 100, 1, true},
    Words{"mse", "MSE ", "", 1, 4, false},
    Words{"denoising_psnr_gaussian_db", "denoises to ", " dB", 1, 1, false},
    Words{"probe_accuracy", "linear probe ", " %", 100, 1, false},
};
constexpr std::size_t kMost = 2;

/// The recipe's targets; none where it cannot be read.
Json targets_of(const Card& card) {
  const auto recipe = parse_json_object(card.recipe, "the recipe");
  const auto targets = recipe ? get_object(*recipe, "targets") : recipe.error();
  return targets ? *targets : Json::object();
}

std::string in_words(const Words& words, double value) {
  char number[32];
  std::snprintf(number, sizeof number, "%.*f", words.decimals, words.scale * value);
  return std::string(words.before) + number + words.after;
}

std::vector<Headline> headlines(const std::map<std::string, double>& metrics, const Json& targets, std::size_t most) {
  std::vector<Words> known;
  std::copy_if(kWords.begin(), kWords.end(), std::back_inserter(known),
               [&](const Words& words) { return metrics.count(words.metric) > 0; });
  std::stable_partition(known.begin(), known.end(), [&](const Words& words) { return targets.contains(words.metric); });
  known.resize(std::min(known.size(), most));
  std::vector<Headline> lines;
  for (const Words& words : known) lines.push_back({in_words(words, metrics.at(words.metric)), words.by_classifier});
  return lines;
}

}  // namespace

std::vector<Headline> headlines(const Card& card) { return headlines(card.metrics, targets_of(card), kMost); }

std::vector<Headline> headlines(const std::map<std::string, double>& metrics, std::size_t most) {
  return headlines(metrics, Json::object(), most);
}

}  // namespace zscape
