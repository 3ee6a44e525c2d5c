// The core as zscape.mjs calls it: typed arrays in, typed arrays out, no user interface. Sizes and seeds are checked by zscape.mjs,
// beside which this file makes no sense; only load() can fail, and returns its message instead of a model.
#include <emscripten/bind.h>
#include <emscripten/emscripten.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "base/philox.hpp"
#include "base/sha256.hpp"
#include "latent/drift.hpp"
#include "latent/interpolate.hpp"
#include "models/model.hpp"
#include "nn/kernels.hpp"

// clang-format off
// Values that cross at every call do so in one step each, which costs a fraction of what embind's properties and methods would.
EM_JS(std::size_t, length_of, (emscripten::EM_VAL array), { return Emval.toValue(array).length; });
EM_JS(void, copy_bytes, (emscripten::EM_VAL array, void* to), {
  const { buffer, byteOffset, byteLength } = Emval.toValue(array);
  HEAPU8.set(new Uint8Array(buffer, byteOffset, byteLength), to);
});
EM_JS(emscripten::EM_VAL, new_floats, (const float* first, std::size_t count), {
  return Emval.toHandle(HEAPF32.slice(first >> 2, (first >> 2) + count));
});
// clang-format on

namespace zscape {
namespace {

using emscripten::typed_memory_view;
using emscripten::val;

template <class T>
std::vector<T> copy_in(const val& array) {
  std::vector<T> values(length_of(array.as_handle()));
  copy_bytes(array.as_handle(), values.data());
  return values;
}

val copy_out(std::span<const float> values) { return val::take_ownership(new_floats(values.data(), values.size())); }

Matrix as_rows(const val& array, std::int64_t width) {
  const std::vector<float> flat = copy_in<float>(array);
  return Eigen::Map<const Matrix>(flat.data(), static_cast<Eigen::Index>(flat.size()) / width, width);
}

std::uint64_t join(std::uint32_t low, std::uint32_t high) { return std::uint64_t{high} << 32 | low; }

val load(const val& bytes) {
  const std::vector<std::byte> file = copy_in<std::byte>(bytes);
  Result<Model> model = Model::load(file);
  if (!model.ok()) return val(model.error().message);
  return val(std::move(model).value());
}

std::string id(const Model& model) { return model.spec().id; }
double latent(const Model& model) { return static_cast<double>(model.spec().latent); }
double classes(const Model& model) { return static_cast<double>(model.spec().classes); }
double code_columns(const Model& model) { return static_cast<double>(code_width(model.spec())); }
bool is_conditional_model(const Model& model) { return is_conditional(model.spec()); }
double multiply_adds(const Model& model) { return static_cast<double>(cost(model.spec()).multiply_adds); }
double height(const Model& model) { return static_cast<double>(model.spec().sample[1]); }
double width(const Model& model) { return static_cast<double>(model.spec().sample[2]); }

val decode(const Model& model, const val& codes) {
  return copy_out(values(model.decode(as_rows(codes, code_width(model.spec())))));
}

val encode(const Model& model, const val& x, const val& class_weights) {
  const ModelSpec& spec = model.spec();
  const Posterior posterior =
      model.encode(as_rows(x, sample_width(spec)), as_rows(class_weights, std::max<std::int64_t>(1, spec.classes)));
  val result = val::object();
  result.set("mean", copy_out(values(posterior.mean)));
  result.set("logVariance", copy_out(values(posterior.log_variance)));
  return result;
}

val classify(const Model& model, const val& x) { return copy_out(values(model.classify(as_rows(x, sample_width(model.spec()))))); }

// -1 stands for no label.
std::optional<int> label_of(int label) { return label < 0 ? std::nullopt : std::optional(label); }

val sample(const Model& model, std::uint32_t seed_low, std::uint32_t seed_high, double first, double count, float temperature,
           int label) {
  return copy_out(values(model.sample(join(seed_low, seed_high), static_cast<std::uint64_t>(first),
                                      static_cast<std::int64_t>(count), temperature, label_of(label))));
}

val drift(const Model& model, std::uint32_t seed_low, std::uint32_t seed_high, double count, float temperature, double phase,
          int label) {
  const Draw draw{.seed = join(seed_low, seed_high), .temperature = temperature, .label = label_of(label)};
  return copy_out(values(drifting_codes(model, draw, static_cast<std::int64_t>(count), phase)));
}

val path_point(bool spherical, double latent, const val& a, const val& b, double t) {
  const Path path = spherical ? Path::spherical : Path::linear;
  return copy_out(interpolate(path, static_cast<std::int64_t>(latent), copy_in<float>(a), copy_in<float>(b), t));
}

val normals(std::uint32_t seed_low, std::uint32_t seed_high, std::uint32_t stream_low, std::uint32_t stream_high, double count) {
  std::vector<float> numbers(static_cast<std::size_t>(count));
  fill_normals(join(seed_low, seed_high), join(stream_low, stream_high), numbers);
  return copy_out(numbers);
}

std::string sha256(const val& bytes) { return sha256_hex(std::span<const std::byte>(copy_in<std::byte>(bytes))); }

val bytes_of(const val& array) {
  const std::vector<float> samples = copy_in<float>(array);
  std::vector<std::uint8_t> bytes(samples.size());
  to_bytes(samples, bytes);
  return val::global("Uint8Array").new_(typed_memory_view(bytes.size(), bytes.data()));
}

}  // namespace
}  // namespace zscape

EMSCRIPTEN_BINDINGS(zscape) {
  emscripten::class_<zscape::Model>("Model")
      .property("verified", &zscape::Model::verified)
      .property("id", &zscape::id)
      .property("latent", &zscape::latent)
      .property("classes", &zscape::classes)
      .property("codeWidth", &zscape::code_columns)
      .property("conditional", &zscape::is_conditional_model)
      .property("hasDecoder", &zscape::Model::has_decoder)
      .property("hasEncoder", &zscape::Model::has_encoder)
      .property("hasClassifier", &zscape::Model::has_classifier)
      .property("multiplyAdds", &zscape::multiply_adds)
      .property("height", &zscape::height)
      .property("width", &zscape::width)
      .function("decode", &zscape::decode)
      .function("encode", &zscape::encode)
      .function("classify", &zscape::classify)
      .function("sample", &zscape::sample)
      .function("drift", &zscape::drift);
  emscripten::function("load", &zscape::load);
  emscripten::function("interpolate", &zscape::path_point);
  emscripten::function("normals", &zscape::normals);
  emscripten::function("sha256", &zscape::sha256);
  emscripten::function("toBytes", &zscape::bytes_of);
}
