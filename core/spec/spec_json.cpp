#include "spec/spec_json.hpp"

namespace zscape {
namespace {

// Defaults stay out, so that a file says what is particular.
template <class Convolution>
Json convolution_json(const char* kind, const Convolution& conv) {
  const Convolution usual;
  Json json = {{"kind", kind}, {"in", conv.in}, {"out", conv.out}, {"kernel", conv.kernel}};
  if (conv.stride != usual.stride) json["stride"] = conv.stride;
  if (conv.padding != usual.padding) json["padding"] = conv.padding;
  if (conv.bias != usual.bias) json["bias"] = conv.bias;
  return json;
}

struct LayerJson {
  Json operator()(const Linear& linear) const { return {{"kind", "linear"}, {"in", linear.in}, {"out", linear.out}}; }
  Json operator()(const Conv2d& conv) const { return convolution_json("conv2d", conv); }
  Json operator()(const ConvTranspose2d& conv) const { return convolution_json("conv_transpose2d", conv); }
  Json operator()(const BatchNorm& norm) const { return {{"kind", "batch_norm"}, {"features", norm.features}}; }
  Json operator()(const Embedding& embedding) const {
    return {{"kind", "embedding"}, {"count", embedding.count}, {"width", embedding.width}};
  }
  Json operator()(const Reshape& reshape) const { return {{"kind", "reshape"}, {"shape", reshape.shape}}; }
  Json operator()(const Relu&) const { return {{"kind", "relu"}}; }
  Json operator()(const LeakyRelu& relu) const {
    Json json = {{"kind", "leaky_relu"}};
    if (relu != LeakyRelu{}) json["negative_slope"] = relu.negative_slope;
    return json;
  }
  Json operator()(const Tanh&) const { return {{"kind", "tanh"}}; }
  Json operator()(const Sigmoid&) const { return {{"kind", "sigmoid"}}; }
};

Json network_json(const Network& network) {
  Json layers = Json::array();
  for (const Layer& layer : network) {
    Json json = std::visit(LayerJson{}, layer.kind);
    if (!layer.name.empty()) json["name"] = layer.name;
    layers.push_back(std::move(json));
  }
  return layers;
}

template <class Convolution>
Result<LayerKind> convolution_from_json(const Json& json) {
  Convolution conv;
  ZSCAPE_TRY(conv.in, get_integer(json, "in"));
  ZSCAPE_TRY(conv.out, get_integer(json, "out"));
  ZSCAPE_TRY(conv.kernel, get_integer(json, "kernel"));
  if (json.contains("stride")) {
    ZSCAPE_TRY(conv.stride, get_integer(json, "stride"));
  }
  if (json.contains("padding")) {
    ZSCAPE_TRY(conv.padding, get_integer(json, "padding"));
  }
  if (json.contains("bias")) {
    ZSCAPE_TRY(conv.bias, get_boolean(json, "bias"));
  }
  return LayerKind(conv);
}

Result<LayerKind> kind_from_json(const Json& json) {
  ZSCAPE_TRY(const std::string kind, get_string(json, "kind"));
  if (kind == "linear") {
    ZSCAPE_TRY(const std::int64_t in, get_integer(json, "in"));
    ZSCAPE_TRY(const std::int64_t out, get_integer(json, "out"));
    return LayerKind(Linear{in, out});
  }
  if (kind == "conv2d") return convolution_from_json<Conv2d>(json);
  if (kind == "conv_transpose2d") return convolution_from_json<ConvTranspose2d>(json);
  if (kind == "batch_norm") {
    ZSCAPE_TRY(const std::int64_t features, get_integer(json, "features"));
    return LayerKind(BatchNorm{features});
  }
  if (kind == "embedding") {
    ZSCAPE_TRY(const std::int64_t count, get_integer(json, "count"));
    ZSCAPE_TRY(const std::int64_t width, get_integer(json, "width"));
    return LayerKind(Embedding{count, width});
  }
  if (kind == "reshape") {
    ZSCAPE_TRY(Shape shape, get_integers(json, "shape"));
    return LayerKind(Reshape{std::move(shape)});
  }
  if (kind == "relu") return LayerKind(Relu{});
  if (kind == "leaky_relu") {
    LeakyRelu relu;
    if (json.contains("negative_slope")) {
      ZSCAPE_TRY(relu.negative_slope, get_number(json, "negative_slope"));
    }
    return LayerKind(relu);
  }
  if (kind == "tanh") return LayerKind(Tanh{});
  if (kind == "sigmoid") return LayerKind(Sigmoid{});
  return Error{ErrorCode::unsupported, "a layer of kind \"" + kind +
                                           "\": this version knows linear, conv2d, conv_transpose2d, batch_norm, embedding, "
                                           "reshape, relu, leaky_relu, tanh and sigmoid"};
}

Result<Network> network_from_json(const Json& spec, std::string_view key) {
  if (!spec.contains(std::string(key))) return Network{};
  ZSCAPE_TRY(const Json layers, get_array(spec, key));
  Network network;
  for (const Json& json : layers) {
    if (!json.is_object())
      return Error{ErrorCode::corrupt, "\"" + std::string(key) + "\" should hold layers, found " + std::string(json.type_name())};
    std::string name;
    if (json.contains("name")) {
      ZSCAPE_TRY(name, get_string(json, "name"));
    }
    ZSCAPE_TRY(LayerKind kind, kind_from_json(json));
    network.emplace_back(std::move(name), std::move(kind));
  }
  return network;
}

Result<PixelRange> pixels_from_json(const Json& spec) {
  if (!spec.contains("pixels")) return PixelRange::unit;
  ZSCAPE_TRY(const std::string pixels, get_string(spec, "pixels"));
  if (pixels == "unit") return PixelRange::unit;
  if (pixels == "signed_unit") return PixelRange::signed_unit;
  return Error{ErrorCode::unsupported, "pixels \"" + pixels + "\": this version knows unit and signed_unit"};
}

Json sound_json(const SoundFormat& sound) {
  Json json = {{"rate", sound.rate}, {"samples", sound.samples}};
  if (const auto& of = sound.spectrogram)
    json["spectrogram"] = {{"window", of->window}, {"hop", of->hop}, {"width", of->width}, {"range_db", of->range_db}};
  return json;
}

Result<SoundFormat> sound_from_json(const Json& json) {
  SoundFormat sound;
  ZSCAPE_TRY(sound.rate, get_integer(json, "rate"));
  ZSCAPE_TRY(sound.samples, get_integer(json, "samples"));
  if (!json.contains("spectrogram")) return sound;
  ZSCAPE_TRY(const Json of, get_object(json, "spectrogram"));
  sound.spectrogram.emplace();
  ZSCAPE_TRY(sound.spectrogram->window, get_integer(of, "window"));
  ZSCAPE_TRY(sound.spectrogram->hop, get_integer(of, "hop"));
  ZSCAPE_TRY(sound.spectrogram->width, get_integer(of, "width"));
  ZSCAPE_TRY(sound.spectrogram->range_db, get_number(of, "range_db"));
  return sound;
}

}  // namespace

Json to_json(const ModelSpec& spec) {
  Json json = {{"id", spec.id}, {"title", spec.title}, {"sample", spec.sample}, {"latent", spec.latent}};
  if (spec.pixels == PixelRange::signed_unit) json["pixels"] = "signed_unit";
  if (spec.sound) json["sound"] = sound_json(*spec.sound);
  if (spec.classes != 0) json["classes"] = spec.classes;
  for (const auto& [name, network] : networks(spec))
    if (!network->empty()) json[std::string(name)] = network_json(*network);
  return json;
}

Result<ModelSpec> spec_from_json(const Json& json) {
  ModelSpec spec;
  ZSCAPE_TRY(spec.id, get_string(json, "id"));
  ZSCAPE_TRY(spec.title, get_string(json, "title"));
  ZSCAPE_TRY(spec.sample, get_integers(json, "sample"));
  ZSCAPE_TRY(spec.pixels, pixels_from_json(json));
  if (json.contains("sound")) {
    ZSCAPE_TRY(const Json sound, get_object(json, "sound"));
    ZSCAPE_TRY(spec.sound, sound_from_json(sound));
  }
  ZSCAPE_TRY(spec.latent, get_integer(json, "latent"));
  if (json.contains("classes")) {
    ZSCAPE_TRY(spec.classes, get_integer(json, "classes"));
  }
  ZSCAPE_TRY(spec.condition, network_from_json(json, "condition"));
  ZSCAPE_TRY(spec.encoder, network_from_json(json, "encoder"));
  ZSCAPE_TRY(spec.encoder_mean, network_from_json(json, "encoder_mean"));
  ZSCAPE_TRY(spec.encoder_log_variance, network_from_json(json, "encoder_log_variance"));
  ZSCAPE_TRY(spec.decoder, network_from_json(json, "decoder"));
  ZSCAPE_TRY(spec.classifier, network_from_json(json, "classifier"));
  ZSCAPE_TRY(spec.discriminator, network_from_json(json, "discriminator"));
  ZSCAPE_TRY(spec.discriminator_score, network_from_json(json, "discriminator_score"));
  ZSCAPE_TRY(spec.discriminator_class, network_from_json(json, "discriminator_class"));
  if (const auto valid = validate(spec); !valid) return Error{ErrorCode::corrupt, valid.error().message};
  return spec;
}

}  // namespace zscape
