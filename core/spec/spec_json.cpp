#include "spec/spec_json.hpp"

namespace zscape {
namespace {

struct LayerJson {
  Json operator()(const Linear& linear) const { return {{"kind", "linear"}, {"in", linear.in}, {"out", linear.out}}; }
  Json operator()(const Relu&) const { return {{"kind", "relu"}}; }
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

Result<LayerKind> kind_from_json(const Json& json) {
  ZSCAPE_TRY(const std::string kind, get_string(json, "kind"));
  if (kind == "linear") {
    ZSCAPE_TRY(const std::int64_t in, get_integer(json, "in"));
    ZSCAPE_TRY(const std::int64_t out, get_integer(json, "out"));
    return LayerKind(Linear{in, out});
  }
  if (kind == "relu") return LayerKind(Relu{});
  if (kind == "sigmoid") return LayerKind(Sigmoid{});
  return Error{ErrorCode::unsupported, "a layer of kind \"" + kind + "\": this version knows linear, relu and sigmoid"};
}

Result<Network> network_from_json(const Json& spec, std::string_view key) {
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

}  // namespace

Json to_json(const ModelSpec& spec) {
  Json json = {{"id", spec.id}, {"title", spec.title}, {"sample", spec.sample}, {"latent", spec.latent}};
  for (const auto& [name, network] : networks(spec)) json[std::string(name)] = network_json(*network);
  return json;
}

Result<ModelSpec> spec_from_json(const Json& json) {
  ModelSpec spec;
  ZSCAPE_TRY(spec.id, get_string(json, "id"));
  ZSCAPE_TRY(spec.title, get_string(json, "title"));
  ZSCAPE_TRY(spec.sample, get_integers(json, "sample"));
  ZSCAPE_TRY(spec.latent, get_integer(json, "latent"));
  ZSCAPE_TRY(spec.encoder, network_from_json(json, "encoder"));
  ZSCAPE_TRY(spec.encoder_mean, network_from_json(json, "encoder_mean"));
  ZSCAPE_TRY(spec.encoder_log_variance, network_from_json(json, "encoder_log_variance"));
  ZSCAPE_TRY(spec.decoder, network_from_json(json, "decoder"));
  if (const auto valid = validate(spec); !valid) return Error{ErrorCode::corrupt, valid.error().message};
  return spec;
}

}  // namespace zscape
