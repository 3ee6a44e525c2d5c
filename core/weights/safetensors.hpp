// The safetensors container: u64 little-endian header length, JSON header, tensor bytes. Every length is checked before it is
// believed. What the tensors mean is model_file's business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"
#include "spec/shape.hpp"
#include "spec/tensor.hpp"

namespace zscape {

enum class Dtype { f32, f16, i8, i64, u8 };

std::string_view to_string(Dtype dtype);  // "F32"
std::size_t byte_size(Dtype dtype);       // of one element

struct StoredTensor {
  Dtype dtype = Dtype::f32;
  Shape shape;  // may be [] for one element
  Bytes bytes;  // row-major, little-endian
};

struct Safetensors {
  std::map<std::string, std::string> metadata;
  std::map<std::string, StoredTensor, std::less<>> tensors;
};

/// Errors name the tensor, with expected and found.
Result<Safetensors> parse_safetensors(std::span<const std::byte> file);

/// Deterministic: equal values give equal bytes.
Bytes serialize(const Safetensors& content);

inline constexpr std::int64_t kAnySize = -1;

/// The tensor called `name`. Errors with expected and found: it is missing, its dtype or its shape is another, in which kAnySize
/// stands for every size.
Result<const StoredTensor*> find_tensor(const Safetensors& content, std::string_view name, Dtype dtype, const Shape& expected);

/// Stores `tensor` as `dtype` (f32 or f16, rounded to nearest even).
StoredTensor store(const Tensor& tensor, Dtype dtype);

/// Widens f32 and f16 to float. Error: another dtype, a value that is not finite (index named).
Result<Tensor> widen(std::string_view name, const StoredTensor& stored);

/// SHA-256 over every tensor's name, dtype, shape and bytes, in name order.
std::string tensors_sha256(const Safetensors& content);

}  // namespace zscape
