#include "spec/catalogue.hpp"

#include <vector>

namespace zscape {
namespace {

// [channels, height, width]
const Shape kDigit = {1, 28, 28};
const Shape kWave = {1, 1, 10'000};
const Shape kSpectrogram = {1, 256, 80};  // the last column is silent

ModelSpec plain_autoencoder(std::string id, std::string title) {
  return {
      .id = std::move(id),
      .title = std::move(title),
      .sample = kDigit,
      .latent = 64,
      .encoder = {{"encoder.0", Linear{784, 256}},
                  Relu{},
                  {"encoder.2", Linear{256, 128}},
                  Relu{},
                  {"encoder.4", Linear{128, 64}},
                  Relu{}},
      .decoder = {{"decoder.0", Linear{64, 128}},
                  Relu{},
                  {"decoder.2", Linear{128, 256}},
                  Relu{},
                  {"decoder.4", Linear{256, 784}},
                  Sigmoid{}},
  };
}

ModelSpec ae128() {
  return {
      .id = "ae128",
      .title = "Autoencoder with a linear code",
      .sample = kDigit,
      .latent = 128,
      .encoder = {{"encoder.linear1", Linear{784, 128}}, Relu{}, {"encoder.linear2", Linear{128, 128}}},
      .decoder = {{"decoder.linear1", Linear{128, 128}}, Relu{}, {"decoder.linear2", Linear{128, 784}}, Sigmoid{}},
  };
}

ModelSpec sae() {
  return {
      .id = "sae",
      .title = "Stacked sparse autoencoder",
      .sample = kDigit,
      .latent = 256,
      .encoder = {{"encoder.0", Linear{784, 512}}, Relu{}, {"encoder.2", Linear{512, 256}}, Sigmoid{}},
      .decoder = {{"decoder.0", Linear{256, 512}}, Relu{}, {"decoder.2", Linear{512, 784}}, Sigmoid{}},
  };
}

// Fully connected winner-take-all: Makhzani and Frey, "Winner-take-all autoencoders", NIPS 2015. The decoder is linear.
ModelSpec sae_wide() {
  return {
      .id = "sae-wide",
      .title = "Overcomplete sparse autoencoder",
      .sample = kDigit,
      .latent = 2000,
      .encoder = {{"encoder.0", Linear{784, 2000}}, Relu{}},
      .decoder = {{"decoder.0", Linear{2000, 784}}},
  };
}

ModelSpec vae(std::string id, std::string title) {
  return {
      .id = std::move(id),
      .title = std::move(title),
      .sample = kDigit,
      .latent = 20,
      .encoder = {{"fc1", Linear{784, 400}}, Relu{}},
      .encoder_mean = {{"fc21", Linear{400, 20}}},
      .encoder_log_variance = {{"fc22", Linear{400, 20}}},
      .decoder = {{"fc3", Linear{20, 400}}, Relu{}, {"fc4", Linear{400, 784}}, Sigmoid{}},
  };
}

ModelSpec vae2d() {
  return {
      .id = "vae2d",
      .title = "Variational autoencoder on a plane",
      .sample = kDigit,
      .latent = 2,
      .encoder = {{"encoder.fc1", Linear{784, 256}}, Relu{}, {"encoder.fc2", Linear{256, 128}}, Relu{}},
      .encoder_mean = {{"encoder.fc_mean", Linear{128, 2}}},
      .encoder_log_variance = {{"encoder.fc_log_var", Linear{128, 2}}},
      .decoder = {{"decoder.fc1", Linear{2, 128}},
                  Relu{},
                  {"decoder.fc2", Linear{128, 256}},
                  Relu{},
                  {"decoder.fc3", Linear{256, 784}},
                  Sigmoid{}},
  };
}

ModelSpec cvae() {
  return {
      .id = "cvae",
      .title = "Conditional variational autoencoder",
      .sample = kDigit,
      .latent = 20,
      .classes = 10,
      .condition = {{"embedding", Embedding{10, 10}}},
      .encoder = {{"encoder.fc1", Linear{794, 512}}, Relu{}, {"encoder.fc2", Linear{512, 256}}, Relu{}},
      .encoder_mean = {{"encoder.fc_mean", Linear{256, 20}}},
      .encoder_log_variance = {{"encoder.fc_log_var", Linear{256, 20}}},
      .decoder = {{"decoder.fc1", Linear{30, 256}},
                  Relu{},
                  {"decoder.fc2", Linear{256, 512}},
                  Relu{},
                  {"decoder.fc3", Linear{512, 784}},
                  Sigmoid{}},
  };
}

ModelSpec gan() {
  return {
      .id = "gan",
      .title = "Generative adversarial network",
      .sample = kDigit,
      .pixels = PixelRange::signed_unit,
      .latent = 128,
      .decoder = {{"generator.linear1", Linear{128, 128}},
                  LeakyRelu{},
                  {"generator.linear2", Linear{128, 128}},
                  LeakyRelu{},
                  {"generator.linear3", Linear{128, 784}},
                  Tanh{}},
      .discriminator = {{"discriminator.linear1", Linear{784, 128}},
                        LeakyRelu{},
                        {"discriminator.linear2", Linear{128, 128}},
                        LeakyRelu{}},
      .discriminator_score = {{"discriminator.linear3", Linear{128, 1}}},
  };
}

// The generator of Radford, Metz and Chintala, "Unsupervised representation learning with deep convolutional generative adversarial
// networks", ICLR 2016, for 28 x 28: [inputs, 1, 1] -> [128, 4, 4] -> [64, 7, 7] -> [32, 14, 14] -> [1, 28, 28].
Network convolutional_generator(std::string prefix, std::int64_t inputs) {
  prefix += ".";
  return {Reshape{{inputs, 1, 1}},
          {prefix + "0", ConvTranspose2d{.in = inputs, .out = 128, .kernel = 4, .bias = false}},
          {prefix + "1", BatchNorm{128}},
          Relu{},
          {prefix + "3", ConvTranspose2d{.in = 128, .out = 64, .kernel = 3, .stride = 2, .padding = 1, .bias = false}},
          {prefix + "4", BatchNorm{64}},
          Relu{},
          {prefix + "6", ConvTranspose2d{.in = 64, .out = 32, .kernel = 4, .stride = 2, .padding = 1, .bias = false}},
          {prefix + "7", BatchNorm{32}},
          Relu{},
          {prefix + "9", ConvTranspose2d{.in = 32, .out = 1, .kernel = 4, .stride = 2, .padding = 1}},
          Tanh{}};
}

// [1, 28, 28] -> [32, 14, 14] -> [64, 7, 7] -> [128, 4, 4]. No batch normalisation: a gradient penalty asks for scores of single
// pictures.
Network convolutional_features(std::string prefix) {
  prefix += ".";
  return {{prefix + "0", Conv2d{.in = 1, .out = 32, .kernel = 4, .stride = 2, .padding = 1}},   LeakyRelu{},
          {prefix + "2", Conv2d{.in = 32, .out = 64, .kernel = 4, .stride = 2, .padding = 1}},  LeakyRelu{},
          {prefix + "4", Conv2d{.in = 64, .out = 128, .kernel = 3, .stride = 2, .padding = 1}}, LeakyRelu{}};
}

ModelSpec dcgan() {
  return {
      .id = "dcgan",
      .title = "Convolutional GAN",
      .sample = kDigit,
      .pixels = PixelRange::signed_unit,
      .latent = 100,
      .decoder = convolutional_generator("generator", 100),
      .discriminator = convolutional_features("discriminator"),
      .discriminator_score = {{"discriminator.6", Conv2d{.in = 128, .out = 1, .kernel = 4}}},
  };
}

// Odena, Olah and Shlens, "Conditional image synthesis with auxiliary classifier GANs", ICML 2017.
ModelSpec acgan(std::string id, std::string title) {
  return {
      .id = std::move(id),
      .title = std::move(title),
      .sample = kDigit,
      .pixels = PixelRange::signed_unit,
      .latent = 90,
      .classes = 10,
      .condition = {{"embedding", Embedding{10, 10}}},
      .decoder = convolutional_generator("generator", 100),
      .discriminator = convolutional_features("discriminator"),
      .discriminator_score = {{"discriminator.adversarial", Conv2d{.in = 128, .out = 1, .kernel = 4}}},
      .discriminator_class = {{"discriminator.auxiliary", Conv2d{.in = 128, .out = 10, .kernel = 4}}},
  };
}

// Makhzani et al., "Adversarial autoencoders", ICLR workshop 2016: the discriminator judges codes. The class goes to decoder and
// discriminator too, so the code keeps what the class leaves open: the style.
ModelSpec aae() {
  return {
      .id = "aae",
      .title = "Adversarial autoencoder",
      .sample = kDigit,
      .latent = 12,
      .classes = 10,
      .condition = {{"embedding", Embedding{10, 10}}},
      .encoder = {{"encoder.0", Linear{794, 512}}, Relu{}, {"encoder.2", Linear{512, 256}}, Relu{}, {"encoder.4", Linear{256, 12}}},
      .decoder = {{"decoder.0", Linear{22, 256}},
                  Relu{},
                  {"decoder.2", Linear{256, 512}},
                  Relu{},
                  {"decoder.4", Linear{512, 784}},
                  Sigmoid{}},
      .discriminator = {{"discriminator.0", Linear{22, 256}}, LeakyRelu{}, {"discriminator.2", Linear{256, 256}}, LeakyRelu{}},
      .discriminator_score = {{"discriminator.4", Linear{256, 1}}},
  };
}

// Larsen et al., "Autoencoding beyond pixels using a learned similarity metric", ICML 2016.
ModelSpec vaegan() {
  return {
      .id = "vaegan",
      .title = "Variational autoencoder with a GAN's eye",
      .sample = kDigit,
      .pixels = PixelRange::signed_unit,
      .latent = 20,
      .encoder = convolutional_features("encoder"),
      .encoder_mean = {{"encoder.fc_mean", Linear{2048, 20}}},
      .encoder_log_variance = {{"encoder.fc_log_var", Linear{2048, 20}}},
      .decoder = convolutional_generator("decoder", 20),
      .discriminator = convolutional_features("discriminator"),
      .discriminator_score = {{"discriminator.6", Conv2d{.in = 128, .out = 1, .kernel = 4}}},
  };
}

// After LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 86(11), 1998, with strided
// convolutions instead of pooling.
ModelSpec lenet(std::string id, std::string title) {
  return {
      .id = std::move(id),
      .title = std::move(title),
      .sample = kDigit,
      .latent = 128,
      .classes = 10,
      .encoder = {{"conv1", Conv2d{.in = 1, .out = 32, .kernel = 5, .stride = 2, .padding = 2, .bias = false}},
                  {"bn1", BatchNorm{32}},
                  Relu{},
                  {"conv2", Conv2d{.in = 32, .out = 64, .kernel = 5, .stride = 2, .padding = 2, .bias = false}},
                  {"bn2", BatchNorm{64}},
                  Relu{},
                  {"fc1", Linear{3136, 128}},
                  Relu{}},
      .classifier = {{"fc2", Linear{128, 10}}},
  };
}

ModelSpec audio_vae() {
  return {
      .id = "audio-vae",
      .title = "Variational autoencoder of waves",
      .sample = kWave,
      .pixels = PixelRange::signed_unit,
      .sound = SoundFormat{},
      .latent = 16,
      .encoder = {{"encoder.fc1", Linear{10'000, 256}}, Relu{}, {"encoder.fc2", Linear{256, 128}}, Relu{}},
      .encoder_mean = {{"encoder.fc_mean", Linear{128, 16}}},
      .encoder_log_variance = {{"encoder.fc_log_var", Linear{128, 16}}},
      .decoder = {{"decoder.fc1", Linear{16, 128}},
                  Relu{},
                  {"decoder.fc2", Linear{128, 256}},
                  Relu{},
                  {"decoder.fc3", Linear{256, 10'000}},
                  Tanh{}},
  };
}

// [1, 256, 80] -> [12, 128, 40] -> [32, 64, 20] -> [64, 32, 10] -> [96, 16, 5].
Network spectrogram_encoder() {
  return {{"encoder.0", Conv2d{.in = 1, .out = 12, .kernel = 4, .stride = 2, .padding = 1, .bias = false}},
          {"encoder.1", BatchNorm{12}},
          LeakyRelu{},
          {"encoder.3", Conv2d{.in = 12, .out = 32, .kernel = 4, .stride = 2, .padding = 1, .bias = false}},
          {"encoder.4", BatchNorm{32}},
          LeakyRelu{},
          {"encoder.6", Conv2d{.in = 32, .out = 64, .kernel = 4, .stride = 2, .padding = 1, .bias = false}},
          {"encoder.7", BatchNorm{64}},
          LeakyRelu{},
          {"encoder.9", Conv2d{.in = 64, .out = 96, .kernel = 4, .stride = 2, .padding = 1, .bias = false}},
          {"encoder.10", BatchNorm{96}},
          LeakyRelu{}};
}

// The way back; the first layer lets latents act together, as pitch and vowel do on a harmonic. Leaky: pictures that are mostly
// black soon make the last layer's weights negative, and of a ReLU's output those can make nothing loud.
Network spectrogram_decoder(std::int64_t inputs) {
  return {{"decoder.0", Linear{inputs, 128}},
          LeakyRelu{},
          {"decoder.2", Linear{128, 7680}},
          LeakyRelu{},
          Reshape{{96, 16, 5}},
          {"decoder.5", ConvTranspose2d{.in = 96, .out = 64, .kernel = 4, .stride = 2, .padding = 1, .bias = false}},
          {"decoder.6", BatchNorm{64}},
          LeakyRelu{},
          {"decoder.8", ConvTranspose2d{.in = 64, .out = 32, .kernel = 4, .stride = 2, .padding = 1, .bias = false}},
          {"decoder.9", BatchNorm{32}},
          LeakyRelu{},
          {"decoder.11", ConvTranspose2d{.in = 32, .out = 12, .kernel = 4, .stride = 2, .padding = 1, .bias = false}},
          {"decoder.12", BatchNorm{12}},
          LeakyRelu{},
          {"decoder.14", ConvTranspose2d{.in = 12, .out = 1, .kernel = 4, .stride = 2, .padding = 1}},
          Sigmoid{}};
}

ModelSpec voice() {
  return {
      .id = "voice",
      .title = "Voice that speaks digits",
      .sample = kSpectrogram,
      .sound = SoundFormat{.spectrogram = SpectrogramSpec{}},
      .latent = 24,
      .classes = 10,
      .condition = {{"embedding", Embedding{10, 10}}},
      .encoder = spectrogram_encoder(),
      .encoder_mean = {{"encoder.fc_mean", Linear{7680, 24}}},
      .encoder_log_variance = {{"encoder.fc_log_var", Linear{7680, 24}}},
      .decoder = spectrogram_decoder(34),
  };
}

ModelSpec drums() {
  return {
      .id = "drums",
      .title = "Drum hits",
      .sample = kSpectrogram,
      .sound = SoundFormat{.spectrogram = SpectrogramSpec{}},
      .latent = 16,
      .encoder = spectrogram_encoder(),
      .encoder_mean = {{"encoder.fc_mean", Linear{7680, 16}}},
      .encoder_log_variance = {{"encoder.fc_log_var", Linear{7680, 16}}},
      .decoder = spectrogram_decoder(16),
  };
}

// As lenet, with two more halvings for spectrograms.
ModelSpec voice_lenet() {
  ModelSpec spec = {
      .id = "voice-lenet",
      .title = "Spoken digit classifier",
      .sample = kSpectrogram,
      .sound = SoundFormat{.spectrogram = SpectrogramSpec{}},
      .latent = 128,
      .classes = 10,
      .encoder = spectrogram_encoder(),
      .classifier = {{"fc2", Linear{128, 10}}},
  };
  spec.encoder.push_back({"fc1", Linear{7680, 128}});
  spec.encoder.push_back(Relu{});
  return spec;
}

}  // namespace

std::span<const ModelSpec> catalogue() {
  static const std::vector<ModelSpec> entries = {
      vae("vae", "Variational autoencoder"),
      vae2d(),
      cvae(),
      plain_autoencoder("ae", "Autoencoder"),
      ae128(),
      sae(),
      sae_wide(),
      plain_autoencoder("dae", "Denoising autoencoder"),
      gan(),
      dcgan(),
      acgan("acgan", "Class-conditional GAN"),
      aae(),
      vaegan(),
      vae("fashion-vae", "Variational autoencoder of clothes"),
      acgan("fashion-acgan", "Class-conditional GAN of clothes"),
      voice(),
      drums(),
      audio_vae(),
      lenet("lenet", "Digit classifier"),
      lenet("fashion-lenet", "Clothes classifier"),
      voice_lenet(),
  };
  return entries;
}

Result<ModelSpec> find_model(std::string_view id) {
  std::string known;
  for (const ModelSpec& spec : catalogue()) {
    if (spec.id == id) return spec;
    known += (known.empty() ? "" : ", ") + spec.id;
  }
  return Error{ErrorCode::not_found, "no model \"" + std::string(id) + "\" in the catalogue; it has " + known};
}

}  // namespace zscape
