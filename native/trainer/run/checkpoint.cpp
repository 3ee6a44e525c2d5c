#include "trainer/run/checkpoint.hpp"

#include <bit>
#include <cstring>
#include <utility>

#include "spec/catalogue.hpp"
#include "spec/parameters.hpp"
#include "weights/safetensors.hpp"

namespace zscape {
namespace {

constexpr const char* kMetadataKey = "zscape.checkpoint";
const std::string kExpAvg = "optimiser.exp_avg.";
const std::string kExpAvgSq = "optimiser.exp_avg_sq.";
const std::string kStep = "optimiser.step";
const std::string kDiscriminatorStep = "optimiser.discriminator_step";
const std::string kAverage = "average.";
const std::string kGenerator = "generator";
const std::string kPartialGenerator = "partial_epoch.generator";

static_assert(std::endian::native == std::endian::little, "the file's integers are little-endian");

Error mismatch(std::string message) { return {ErrorCode::mismatch, "the checkpoint: " + std::move(message)}; }

// Moves a tensor out of `content`: a tensor that is left at the end belongs to nothing.
Result<StoredTensor> take(Safetensors& content, const std::string& name, Dtype dtype) {
  const auto found = content.tensors.find(name);
  if (found == content.tensors.end()) return mismatch("tensor \"" + name + "\" is missing");
  StoredTensor stored = std::move(found->second);
  content.tensors.erase(found);
  if (stored.dtype != dtype)
    return mismatch("tensor \"" + name + "\" has dtype " + std::string(to_string(stored.dtype)) + ", expected " +
                    std::string(to_string(dtype)));
  return stored;
}

Result<TensorMap> take_parameters(Safetensors& content, const std::vector<Parameter>& table, const std::string& prefix) {
  TensorMap tensors;
  for (const Parameter& parameter : table) {
    const std::string name = prefix + parameter.name;
    ZSCAPE_TRY(const StoredTensor stored, take(content, name, Dtype::f32));
    if (stored.shape != parameter.shape)
      return mismatch("tensor \"" + name + "\" has shape " + to_string(stored.shape) + ", expected " + to_string(parameter.shape));
    ZSCAPE_TRY(tensors[parameter.name], widen(name, stored));
  }
  return tensors;
}

Result<std::int64_t> take_integer(Safetensors& content, const std::string& name) {
  ZSCAPE_TRY(const StoredTensor stored, take(content, name, Dtype::i64));
  std::int64_t value = 0;
  if (stored.bytes.size() != sizeof value) return mismatch("tensor \"" + name + "\" should hold one integer");
  std::memcpy(&value, stored.bytes.data(), sizeof value);
  return value;
}

Result<PartialEpoch> partial_epoch_from(const Json& json) {
  PartialEpoch partial;
  ZSCAPE_TRY(partial.step, get_integer(json, "step"));
  if (partial.step < 1) return mismatch("it claims an epoch interrupted after " + std::to_string(partial.step) + " updates");
  ZSCAPE_TRY(const Json losses, get_object(json, "losses"));
  for (const auto& [name, sum] : losses.items()) {
    ZSCAPE_TRY(partial.losses[name], get_number(losses, name));
  }
  return partial;
}

Result<void> read_metadata(const Safetensors& content, Checkpoint& checkpoint) {
  const auto found = content.metadata.find(kMetadataKey);
  if (found == content.metadata.end()) return mismatch("the file has no metadata \"" + std::string(kMetadataKey) + "\"");
  ZSCAPE_TRY(const Json json, parse_json_object(found->second, "the checkpoint's metadata"));
  ZSCAPE_TRY(checkpoint.device, get_string(json, "device"));
  if (checkpoint.device != "cpu" && checkpoint.device != "cuda")
    return mismatch("it claims the device \"" + checkpoint.device + "\", expected cpu or cuda");
  ZSCAPE_TRY(checkpoint.epoch, get_integer(json, "epoch"));
  ZSCAPE_TRY(const Json recipe, get_object(json, "recipe"));
  ZSCAPE_TRY(checkpoint.recipe, recipe_from_json(recipe));
  if (checkpoint.epoch < 0 || checkpoint.epoch > checkpoint.recipe.epochs)
    return mismatch("it claims " + std::to_string(checkpoint.epoch) + " finished epochs of " +
                    std::to_string(checkpoint.recipe.epochs));
  if (json.contains("partial_epoch")) {
    ZSCAPE_TRY(const Json partial, get_object(json, "partial_epoch"));
    ZSCAPE_TRY(checkpoint.partial, partial_epoch_from(partial));
  }
  return {};
}

}  // namespace

bool is_checkpoint(std::span<const std::byte> file) {
  const auto content = parse_safetensors(file);
  return content && content->metadata.contains(kMetadataKey);
}

const TensorMap& published_weights(const Checkpoint& checkpoint) {
  return checkpoint.average.empty() ? checkpoint.weights : checkpoint.average;
}

Result<Checkpoint> parse_checkpoint(std::span<const std::byte> file) {
  ZSCAPE_TRY(Safetensors content, parse_safetensors(file));
  Checkpoint checkpoint;
  ZSCAPE_TRY_VOID(read_metadata(content, checkpoint));
  ZSCAPE_TRY(const ModelSpec spec, find_model(checkpoint.recipe.model));
  const std::vector<Parameter> table = parameters(spec);
  ZSCAPE_TRY(checkpoint.weights, take_parameters(content, table, ""));
  if (checkpoint.recipe.weight_average > 0.0) {
    ZSCAPE_TRY(checkpoint.average, take_parameters(content, table, kAverage));
  }
  std::vector<Parameter> trained = table;
  std::erase_if(trained, [](const Parameter& parameter) { return is_statistic(parameter.name); });
  ZSCAPE_TRY(checkpoint.exp_avg, take_parameters(content, trained, kExpAvg));
  ZSCAPE_TRY(checkpoint.exp_avg_sq, take_parameters(content, trained, kExpAvgSq));
  ZSCAPE_TRY(checkpoint.step, take_integer(content, kStep));
  ZSCAPE_TRY(checkpoint.discriminator_step, take_integer(content, kDiscriminatorStep));
  ZSCAPE_TRY(StoredTensor generator, take(content, kGenerator, Dtype::u8));
  checkpoint.generator = std::move(generator.bytes);
  if (checkpoint.partial) {
    ZSCAPE_TRY(StoredTensor at_start, take(content, kPartialGenerator, Dtype::u8));
    checkpoint.partial->generator = std::move(at_start.bytes);
  }
  if (!content.tensors.empty()) return mismatch("tensor \"" + content.tensors.begin()->first + "\" belongs to nothing");
  return checkpoint;
}

Result<Checkpoint> read_checkpoint(const std::filesystem::path& path) {
  ZSCAPE_TRY(const Bytes file, read_file(path));
  auto checkpoint = parse_checkpoint(file);
  if (!checkpoint) return about(path.string(), checkpoint.error());
  return checkpoint;
}

Bytes serialize(const Checkpoint& checkpoint) {
  Safetensors content;
  const auto add = [&](const TensorMap& tensors, const std::string& prefix) {
    for (const auto& [name, tensor] : tensors) content.tensors[prefix + name] = store(tensor, Dtype::f32);
  };
  add(checkpoint.weights, "");
  add(checkpoint.average, kAverage);
  add(checkpoint.exp_avg, kExpAvg);
  add(checkpoint.exp_avg_sq, kExpAvgSq);
  const auto add_integer = [&](std::int64_t value, const std::string& name) {
    StoredTensor stored{Dtype::i64, {}, Bytes(sizeof value)};
    std::memcpy(stored.bytes.data(), &value, sizeof value);
    content.tensors[name] = std::move(stored);
  };
  add_integer(checkpoint.step, kStep);
  add_integer(checkpoint.discriminator_step, kDiscriminatorStep);
  const auto add_generator = [&](const Bytes& state, const std::string& name) {
    content.tensors[name] = {Dtype::u8, {static_cast<std::int64_t>(state.size())}, state};
  };
  add_generator(checkpoint.generator, kGenerator);
  Json metadata = {{"device", checkpoint.device}, {"epoch", checkpoint.epoch}, {"recipe", to_json(checkpoint.recipe)}};
  if (checkpoint.partial) {
    metadata["partial_epoch"] = {{"step", checkpoint.partial->step}, {"losses", checkpoint.partial->losses}};
    add_generator(checkpoint.partial->generator, kPartialGenerator);
  }
  content.metadata[kMetadataKey] = metadata.dump();
  return serialize(content);
}

}  // namespace zscape
