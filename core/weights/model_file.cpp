#include "weights/model_file.hpp"

#include "base/json.hpp"
#include "base/sha256.hpp"
#include "spec/spec_json.hpp"
#include "weights/codes_file.hpp"
#include "weights/model_tensors.hpp"

namespace zscape {
namespace {

constexpr const char* kSpec = "zscape.spec";
constexpr const char* kCard = "zscape.card";
constexpr const char* kGolden = "zscape.golden";
// Of a golden record, which is replayed at every load.
constexpr std::int64_t kMaxGoldenValues = 1 << 22;                      // samples times the widest row
constexpr std::int64_t kMaxGoldenMultiplyAdds = std::int64_t{1} << 28;  // samples times one sample's

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

// The hashes of a golden record that a model may lack.
template <class GoldenRecord>
auto part_hashes(GoldenRecord& golden) {
  return std::array{std::pair{"decoder_sha256", &golden.decoder_sha256}, std::pair{"encoder_sha256", &golden.encoder_sha256},
                    std::pair{"classifier_sha256", &golden.classifier_sha256}};
}

Json to_json(const Golden& golden) {
  Json json = {{"seed", golden.seed}, {"count", golden.count}, {"tensors_sha256", golden.tensors_sha256}};
  for (const auto& [key, hash] : part_hashes(golden))
    if (!hash->empty()) json[key] = *hash;
  return json;
}

Result<Golden> golden_from_json(const Json& json) {
  constexpr std::int64_t kMaxSamples = 1024;  // replayed at every load
  Golden golden;
  ZSCAPE_TRY(const std::int64_t seed, get_integer(json, "seed"));
  ZSCAPE_TRY(golden.count, get_integer(json, "count"));
  if (seed < 0 || golden.count < 1 || golden.count > kMaxSamples)
    return Error{ErrorCode::corrupt, "the golden record should have a seed of at least 0 and a count of 1 to " +
                                         std::to_string(kMaxSamples) + ", found " + std::to_string(seed) + " and " +
                                         std::to_string(golden.count)};
  golden.seed = static_cast<std::uint64_t>(seed);
  ZSCAPE_TRY(golden.tensors_sha256, get_string(json, "tensors_sha256"));
  for (const auto& [key, hash] : part_hashes(golden)) {
    if (!json.contains(key)) continue;
    ZSCAPE_TRY(*hash, get_string(json, key));
  }
  return golden;
}

Result<ModelSpec> embedded_spec(const std::string& text, const Safetensors& content) {
  ZSCAPE_TRY(const Json json, parse_json_object(text, "the spec in the file"));
  ZSCAPE_TRY(ModelSpec spec, spec_from_json(json));
  const std::string problem = compare_with_spec(spec, content);
  if (!problem.empty()) return mismatch(problem);
  return spec;
}

Result<void> expect_affordable(const ModelFile& file) {
  const Cost one = cost(file.spec);
  const std::int64_t sampling = file.prior ? file.spec.latent * file.prior->rank() : file.spec.latent;
  const std::int64_t count = file.golden->count;
  if (count <= kMaxGoldenValues / one.widest && count <= kMaxGoldenMultiplyAdds / (one.multiply_adds + sampling)) return {};
  return Error{ErrorCode::corrupt, "the golden record asks for " + std::to_string(count) +
                                       " samples of a model this large: more than is replayed at a load"};
}

// A damaged key would otherwise pass for a file that never had a golden record.
Result<void> refuse_unknown_metadata(const Safetensors& content) {
  if (content.metadata.contains("zscape.checkpoint"))
    return Error{ErrorCode::unsupported, "this is a training checkpoint; zscape-train publish makes a model file of it"};
  if (content.metadata.contains(kTestSet))
    return Error{ErrorCode::unsupported, "this file holds codes or images of a test set; it lies beside the models and is not one"};
  for (const auto& [key, value] : content.metadata)
    if (key.starts_with("zscape.") && key != kSpec && key != kCard && key != kGolden)
      return Error{ErrorCode::corrupt, "unknown metadata \"" + key + "\": expected zscape.spec, zscape.card and zscape.golden"};
  return {};
}

// All but the tensors.
Result<ModelFile> parse_metadata(const Safetensors& content) {
  ZSCAPE_TRY_VOID(refuse_unknown_metadata(content));
  ModelFile file;
  const auto spec_text = metadata(content, kSpec);
  ZSCAPE_TRY(file.spec, spec_text ? embedded_spec(*spec_text, content) : recognise(content));
  if (const auto text = metadata(content, kCard)) {
    ZSCAPE_TRY(const Json json, parse_json_object(*text, "the card in the file"));
    ZSCAPE_TRY(file.card, card_from_json(json));
  }
  if (const auto text = metadata(content, kGolden)) {
    ZSCAPE_TRY(const Json json, parse_json_object(*text, "the golden record in the file"));
    ZSCAPE_TRY(file.golden, golden_from_json(json));
  }
  return file;
}

// Those of `spec`, which is the file's or a part of it.
Result<void> take_tensors(ModelFile& file, const ModelSpec& spec, const Safetensors& content) {
  ZSCAPE_TRY(ModelTensors tensors, read_tensors(spec, content));
  file.tensors = std::move(tensors.parameters);
  file.prior = std::move(tensors.prior);
  file.storage = tensors.storage;
  if (file.golden) {
    ZSCAPE_TRY_VOID(expect_affordable(file));
  }
  return {};
}

}  // namespace

Result<ModelFile> parse_model_file(std::span<const std::byte> bytes) {
  ZSCAPE_TRY(const Safetensors content, parse_safetensors(bytes));
  ZSCAPE_TRY(ModelFile file, parse_metadata(content));
  file.tensors_sha256 = tensors_sha256(content);
  if (file.golden && file.golden->tensors_sha256 != file.tensors_sha256)
    return mismatch("the tensors are not the published ones: " + sha256_mismatch(file.golden->tensors_sha256, file.tensors_sha256) +
                    "; the file is damaged or was changed");
  ZSCAPE_TRY_VOID(take_tensors(file, file.spec, content));
  return file;
}

Result<ModelFile> parse_first_part(std::span<const std::byte> first, std::uint64_t file_bytes) {
  ZSCAPE_TRY(const Safetensors content, parse_safetensors(first, file_bytes));
  ZSCAPE_TRY(ModelFile file, parse_metadata(content));
  if (!is_generative(file.spec))
    return mismatch("expected the first part of a model that makes pictures, found one of " + file.spec.id);
  if (!file.golden) return mismatch("the first part of a file should have a golden record, found none");
  for (const std::string& name : drawing_tensors(file.spec)) {
    const auto found = content.tensors.find(name);
    if (found != content.tensors.end() && found->second.bytes.empty())
      return mismatch("the first " + std::to_string(first.size()) + " of " + std::to_string(file_bytes) +
                      " bytes should hold all that draws, tensor \"" + name + "\" ends beyond them");
  }
  file.is_whole = false;
  file.tensors_sha256 = file.golden->tensors_sha256;
  file.golden->encoder_sha256.clear();
  file.golden->classifier_sha256.clear();
  ZSCAPE_TRY_VOID(take_tensors(file, drawing(file.spec), content));
  return file;
}

Safetensors to_safetensors(const ModelFile& file) {
  Safetensors content;
  store_tensors(file.spec, {file.tensors, file.prior, file.storage}, content);
  content.first = drawing_tensors(file.spec);
  content.metadata[kSpec] = to_json(file.spec).dump();
  if (file.card) content.metadata[kCard] = to_json(*file.card).dump();
  if (file.golden) content.metadata[kGolden] = to_json(*file.golden).dump();
  return content;
}

}  // namespace zscape
