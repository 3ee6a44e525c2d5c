#include "weights/codes_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "base/sha256.hpp"
#include "base/sums.hpp"

namespace zscape {
namespace {

constexpr const char* kModel = "zscape.model";
constexpr std::array<std::string_view, 6> kCodesTensors = {"class_means", "components", "deviation", "labels", "mean", "points"};
constexpr std::array<std::string_view, 2> kDigitsTensors = {"images", "labels"};
constexpr double kOrthonormalTolerance = 1e-4;  // single precision moves a product of two rows by 1e-6

Result<std::string> required_metadata(const Safetensors& content, const char* key) {
  const auto found = content.metadata.find(key);
  if (found == content.metadata.end() || found->second.empty())
    return corrupt(std::string("metadata \"") + key + "\" is missing: expected codes or images of a test set");
  return found->second;
}

Result<void> refuse_others(const Safetensors& content, std::span<const std::string_view> expected) {
  for (const auto& [name, tensor] : content.tensors)
    if (std::find(expected.begin(), expected.end(), name) == expected.end())
      return Error{ErrorCode::mismatch, "tensor \"" + name + "\" belongs to no such file"};
  return {};
}

Result<Tensor> read_floats(const Safetensors& content, std::string_view name, Dtype dtype, const Shape& expected) {
  ZSCAPE_TRY(const StoredTensor* stored, find_tensor(content, name, dtype, expected));
  return widen(name, *stored);
}

std::vector<std::uint8_t> to_integers(const Bytes& bytes) {
  std::vector<std::uint8_t> integers(bytes.size());
  std::memcpy(integers.data(), bytes.data(), bytes.size());
  return integers;
}

StoredTensor store_integers(const Shape& shape, const std::vector<std::uint8_t>& integers) {
  const auto bytes = std::as_bytes(std::span(integers));
  return {Dtype::u8, shape, Bytes(bytes.begin(), bytes.end())};
}

Result<void> expect_orthonormal(const Tensor& components, std::int64_t latent) {
  const auto product = [&](std::int64_t a, std::int64_t b) {
    const auto row = [&](std::int64_t i) { return std::span(components.values).subspan(i * latent, latent); };
    return dot(row(a), row(b));
  };
  for (const auto& [a, b, expected] : {std::array<std::int64_t, 3>{0, 0, 1}, {1, 1, 1}, {0, 1, 0}}) {
    const double found = product(a, b);
    if (!(std::abs(found - static_cast<double>(expected)) <= kOrthonormalTolerance))
      return corrupt("tensor \"components\" should have orthonormal rows: rows " + std::to_string(a) + " and " + std::to_string(b) +
                     " should have the product " + std::to_string(expected) + ", found " + std::to_string(found));
  }
  return {};
}

Result<void> validate(const CodesFile& codes) {
  const auto stray = std::find_if(codes.labels.begin(), codes.labels.end(), [&](int label) { return label >= codes.classes(); });
  if (stray != codes.labels.end())
    return corrupt("tensor \"labels\" should hold classes below " + std::to_string(codes.classes()) + ", found " +
                   std::to_string(*stray) + " at index " + std::to_string(stray - codes.labels.begin()));
  for (const float deviation : codes.deviation.values)
    if (deviation < 0.0f) return corrupt("tensor \"deviation\" holds a negative deviation, " + std::to_string(deviation));
  return expect_orthonormal(codes.components, codes.latent());
}

}  // namespace

Result<CodesFile> parse_codes_file(std::span<const std::byte> file) {
  ZSCAPE_TRY(const Safetensors content, parse_safetensors(file));
  CodesFile codes;
  ZSCAPE_TRY(codes.model, required_metadata(content, kModel));
  if (!is_sha256(codes.model))
    return corrupt("metadata \"zscape.model\" should have 64 hexadecimal digits of SHA-256, found \"" + codes.model + "\"");
  ZSCAPE_TRY(codes.dataset, required_metadata(content, kTestSet));
  ZSCAPE_TRY_VOID(refuse_others(content, kCodesTensors));
  ZSCAPE_TRY(codes.points, read_floats(content, "points", Dtype::f16, {kAnySize, 2}));
  ZSCAPE_TRY(codes.mean, read_floats(content, "mean", Dtype::f32, {kAnySize}));
  ZSCAPE_TRY(codes.components, read_floats(content, "components", Dtype::f32, {2, codes.latent()}));
  ZSCAPE_TRY(codes.deviation, read_floats(content, "deviation", Dtype::f32, {codes.latent()}));
  ZSCAPE_TRY(codes.class_means, read_floats(content, "class_means", Dtype::f32, {kAnySize, codes.latent()}));
  ZSCAPE_TRY(const StoredTensor* labels, find_tensor(content, "labels", Dtype::u8, {codes.count()}));
  codes.labels = to_integers(labels->bytes);
  ZSCAPE_TRY_VOID(validate(codes));
  return codes;
}

Safetensors to_safetensors(const CodesFile& codes) {
  Safetensors content;
  content.metadata = {{kModel, codes.model}, {kTestSet, codes.dataset}};
  content.tensors["points"] = store(codes.points, Dtype::f16);
  content.tensors["labels"] = store_integers({codes.count()}, codes.labels);
  content.tensors["mean"] = store(codes.mean, Dtype::f32);
  content.tensors["components"] = store(codes.components, Dtype::f32);
  content.tensors["deviation"] = store(codes.deviation, Dtype::f32);
  content.tensors["class_means"] = store(codes.class_means, Dtype::f32);
  return content;
}

Result<DigitsFile> parse_digits_file(std::span<const std::byte> file) {
  ZSCAPE_TRY(const Safetensors content, parse_safetensors(file));
  DigitsFile digits;
  ZSCAPE_TRY(digits.dataset, required_metadata(content, kTestSet));
  ZSCAPE_TRY_VOID(refuse_others(content, kDigitsTensors));
  ZSCAPE_TRY(const StoredTensor* images, find_tensor(content, "images", Dtype::u8, {kAnySize, kAnySize, kAnySize}));
  digits.count = images->shape[0], digits.height = images->shape[1], digits.width = images->shape[2];
  if (digits.count > kMaxDigits || digits.count % kDigitClasses != 0)
    return corrupt("tensor \"images\" should hold the same number of pictures of each of " + std::to_string(kDigitClasses) +
                   " classes, at most " + std::to_string(kMaxDigits) + " in all, found " + std::to_string(digits.count));
  digits.images = to_integers(images->bytes);
  ZSCAPE_TRY(const StoredTensor* labels, find_tensor(content, "labels", Dtype::u8, {digits.count}));
  digits.labels = to_integers(labels->bytes);
  for (std::int64_t i = 0; i < digits.count; ++i)
    if (digits.labels[i] != i % kDigitClasses)
      return corrupt("tensor \"labels\" should hold the classes in turn: expected " + std::to_string(i % kDigitClasses) +
                     " at index " + std::to_string(i) + ", found " + std::to_string(digits.labels[i]));
  return digits;
}

Safetensors to_safetensors(const DigitsFile& digits) {
  Safetensors content;
  content.metadata = {{kTestSet, digits.dataset}};
  content.tensors["images"] = store_integers({digits.count, digits.height, digits.width}, digits.images);
  content.tensors["labels"] = store_integers({digits.count}, digits.labels);
  return content;
}

}  // namespace zscape
