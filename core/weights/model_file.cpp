#include "weights/model_file.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "spec/catalogue.hpp"
#include "spec/parameters.hpp"
#include "spec/spec_json.hpp"

namespace zscape {
namespace {

constexpr const char* kSpec = "zscape.spec";
constexpr const char* kCard = "zscape.card";
constexpr const char* kGolden = "zscape.golden";
constexpr std::int64_t kMostGoldenValues = 1 << 22;  // samples times the widest row

Error mismatch(std::string message) { return {ErrorCode::mismatch, std::move(message)}; }

std::optional<std::string> metadata(const Safetensors& content, const char* key) {
  const auto found = content.metadata.find(key);
  if (found == content.metadata.end()) return std::nullopt;
  return found->second;
}

Json to_json(const Card& card) {
  return {{"dataset", card.dataset}, {"license", card.license}, {"recipe", card.recipe}, {"metrics", card.metrics}};
}

Result<Card> card_from_json(const Json& json) {
  Card card;
  ZSCAPE_TRY(card.dataset, get_string(json, "dataset"));
  ZSCAPE_TRY(card.license, get_string(json, "license"));
  ZSCAPE_TRY(card.recipe, get_string(json, "recipe"));
  ZSCAPE_TRY(const Json metrics, get_object(json, "metrics"));
  for (const auto& [name, value] : metrics.items()) {
    ZSCAPE_TRY(card.metrics[name], get_number(metrics, name));
  }
  return card;
}

Json to_json(const Golden& golden) {
  return {{"seed", golden.seed},
          {"count", golden.count},
          {"tensors_sha256", golden.tensors_sha256},
          {"decoder_sha256", golden.decoder_sha256},
          {"encoder_sha256", golden.encoder_sha256}};
}

Result<Golden> golden_from_json(const Json& json) {
  constexpr std::int64_t kMostSamples = 1024;  // replayed at every load
  Golden golden;
  ZSCAPE_TRY(const std::int64_t seed, get_integer(json, "seed"));
  ZSCAPE_TRY(golden.count, get_integer(json, "count"));
  if (seed < 0 || golden.count < 1 || golden.count > kMostSamples)
    return Error{ErrorCode::corrupt, "the golden record should have a seed of at least 0 and a count of 1 to " +
                                         std::to_string(kMostSamples) + ", found " + std::to_string(seed) + " and " +
                                         std::to_string(golden.count)};
  golden.seed = static_cast<std::uint64_t>(seed);
  ZSCAPE_TRY(golden.tensors_sha256, get_string(json, "tensors_sha256"));
  ZSCAPE_TRY(golden.decoder_sha256, get_string(json, "decoder_sha256"));
  ZSCAPE_TRY(golden.encoder_sha256, get_string(json, "encoder_sha256"));
  return golden;
}

// Empty when names and shapes are exactly those of the spec, else what is wrong.
std::string compare_with_spec(const ModelSpec& spec, const Safetensors& content) {
  const std::vector<Parameter> table = parameters(spec);
  for (const Parameter& parameter : table) {
    const auto found = content.tensors.find(parameter.name);
    if (found == content.tensors.end())
      return "tensor \"" + parameter.name + "\" is missing: " + spec.id + " expects it with shape " + to_string(parameter.shape);
    if (found->second.shape != parameter.shape)
      return "tensor \"" + parameter.name + "\" has shape " + to_string(found->second.shape) + ": " + spec.id + " expects " +
             to_string(parameter.shape);
  }
  if (content.tensors.size() == table.size()) return {};
  for (const auto& [name, tensor] : content.tensors) {
    const bool known = std::any_of(table.begin(), table.end(), [&, &name = name](const Parameter& p) { return p.name == name; });
    if (!known) return "tensor \"" + name + "\" belongs to no layer of " + spec.id;
  }
  return {};
}

// A file without metadata: the catalogue entry that it fits.
Result<ModelSpec> recognise(const Safetensors& content) {
  std::string reasons;
  for (const ModelSpec& spec : catalogue()) {
    const std::string problem = compare_with_spec(spec, content);
    if (problem.empty()) return spec;
    reasons += "; " + problem;
  }
  return mismatch("the file has no zscape.spec and fits no model of the catalogue" + reasons);
}

Result<ModelSpec> embedded_spec(const std::string& text, const Safetensors& content) {
  ZSCAPE_TRY(const Json json, parse_json_object(text, "the spec in the file"));
  ZSCAPE_TRY(ModelSpec spec, spec_from_json(json));
  const std::string problem = compare_with_spec(spec, content);
  if (!problem.empty()) return mismatch(problem);
  return spec;
}

// A damaged key would otherwise pass for a file that never had a golden record.
Result<void> refuse_unknown_metadata(const Safetensors& content) {
  if (content.metadata.contains("zscape.checkpoint"))
    return Error{ErrorCode::unsupported, "this is a training checkpoint; zscape-train publish makes a model file of it"};
  for (const auto& [key, value] : content.metadata)
    if (key.starts_with("zscape.") && key != kSpec && key != kCard && key != kGolden)
      return Error{ErrorCode::corrupt, "unknown metadata \"" + key + "\": expected zscape.spec, zscape.card and zscape.golden"};
  return {};
}

}  // namespace

Result<ModelFile> parse_model_file(std::span<const std::byte> bytes) {
  ZSCAPE_TRY(const Safetensors content, parse_safetensors(bytes));
  ZSCAPE_TRY_VOID(refuse_unknown_metadata(content));
  ModelFile file;
  const auto spec_text = metadata(content, kSpec);
  ZSCAPE_TRY(file.spec, spec_text ? embedded_spec(*spec_text, content) : recognise(content));
  if (const auto text = metadata(content, kCard)) {
    ZSCAPE_TRY(const Json json, parse_json_object(*text, "the card in the file"));
    ZSCAPE_TRY(file.card, card_from_json(json));
  }
  file.tensors_sha256 = tensors_sha256(content);
  if (const auto text = metadata(content, kGolden)) {
    ZSCAPE_TRY(const Json json, parse_json_object(*text, "the golden record in the file"));
    ZSCAPE_TRY(file.golden, golden_from_json(json));
    if (file.golden->count > kMostGoldenValues / widest(file.spec))
      return Error{ErrorCode::corrupt, "the golden record asks for " + std::to_string(file.golden->count) +
                                           " samples of a model this wide: more than is replayed at a load"};
    if (file.golden->tensors_sha256 != file.tensors_sha256)
      return mismatch("the tensors are not the published ones: expected SHA-256 " + file.golden->tensors_sha256 + ", found " +
                      file.tensors_sha256 + "; the file is damaged or was changed");
  }
  for (const auto& [name, stored] : content.tensors) {
    ZSCAPE_TRY(file.tensors[name], widen(name, stored));
    file.storage = stored.dtype;
  }
  return file;
}

Safetensors to_safetensors(const ModelFile& file) {
  Safetensors content;
  for (const auto& [name, tensor] : file.tensors) content.tensors[name] = store(tensor, file.storage);
  content.metadata[kSpec] = to_json(file.spec).dump();
  if (file.card) content.metadata[kCard] = to_json(*file.card).dump();
  if (file.golden) content.metadata[kGolden] = to_json(*file.golden).dump();
  return content;
}

}  // namespace zscape
