#include "trainer/publish/summary.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace zscape {
namespace {

constexpr std::array kGoodFor = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"vae", "A smooth space of 20 dimensions, for walks"},
    {"vae2d", "The whole space on one map"},
    {"cvae", "Any digit on request, in many hands"},
    {"ae", "Faithful copies from 64 numbers"},
    {"ae128", "The most faithful copies, from 128 numbers"},
    {"sae", "A sparse code, where few units are on at once"},
    {"sae-wide", "Units that are pen strokes, 2000 of them"},
    {"dae", "Cleans noisy digits"},
    {"gan", "The smallest one: sharp, but it copies nothing"},
    {"dcgan", "Sharp digits of great variety"},
    {"acgan", "The most lifelike digits, by class"},
    {"aae", "Handwriting apart from the digit: style in 12 dimensions"},
    {"vaegan", "A walk in 20 dimensions, sharper than vae"},
    {"fashion-vae", "A smooth wardrobe of 20 dimensions"},
    {"fashion-acgan", "Lifelike clothes, by kind"},
    {"audio-vae", "Sound from raw samples: what a plain one can do"},
    {"voice", "Any digit spoken, in voices that nobody has"},
    {"drums", "Drum hits from 16 dimensions"},
});

}  // namespace

std::string summary_of(const ModelSpec& spec, const Dataset& dataset) {
  const auto known = std::find_if(kGoodFor.begin(), kGoodFor.end(), [&](const auto& line) { return line.first == spec.id; });
  if (known != kGoodFor.end()) return std::string(known->second);
  if (!is_generative(spec)) return "Tells " + std::to_string(spec.classes) + " classes of " + std::string(dataset.title) + " apart";
  return std::string(dataset.subject) + " from " + std::to_string(spec.latent) + " latent dimensions" +
         (is_conditional(spec) ? " and a class" : "");
}

}  // namespace zscape
