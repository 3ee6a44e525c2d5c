#include "ui/panels/bar/explain.hpp"

#include "spec/catalogue.hpp"
#include "spec/model_spec.hpp"

namespace zscape {
namespace {

/// Whether training had a second network that judges; files leave it out, the catalogue has it.
bool had_discriminator(const ModelSpec& spec) {
  const auto known = find_model(spec.id);
  return known && !known->discriminator.empty();
}

std::string how_it_learned(const ModelSpec& spec) {
  const std::string z = std::to_string(spec.latent) + " numbers";
  const std::string noun = spec.sound ? "sound" : "picture";
  if (spec.encoder.empty()) {
    return "A generator turns " + z + " of pure chance into a " + noun +
           ". It never saw a real one: it learned by trying to pass for real before a second network, the discriminator, that "
           "learned to tell its " +
           noun + "s from the training set.";
  }
  if (is_variational(spec)) {
    const std::string judged =
        had_discriminator(spec)
            ? " What counts as alike was learned too, by a discriminator whose features are compared instead of pixels."
            : "";
    return "An encoder says where a " + noun + " lies among " + z +
           ", and how sure it is; a decoder makes it again from a point drawn there. Because all those clouds were "
           "pulled towards one round cloud, any point of it decodes to something." +
           judged;
  }
  const std::string alone =
      "An encoder squeezes a " + noun + " into " + z + ", the code, and a decoder makes it again from them alone. ";
  if (had_discriminator(spec)) {
    return alone +
           "A discriminator that sees codes only forced them to be spread like pure chance, so that chance decodes to digits.";
  }
  return alone +
         "Nothing asked codes to be spread in any way, so what to draw is read off the training set's codes after training: a "
         "mixture of Gaussians, the fitted prior.";
}

}  // namespace

std::string explain(const ModelSpec& spec) {
  std::string text = how_it_learned(spec);
  if (is_conditional(spec)) text += " It is told the class as well, so it makes the one that is asked for.";
  if (spec.sound && spec.sound->spectrogram)
    text +=
        " What it sees and makes is a spectrogram, a picture of how loud each frequency is at each moment; a wave that has this "
        "spectrogram is then worked out, and that is what is heard.";
  return text;
}

}  // namespace zscape
