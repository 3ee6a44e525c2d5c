// The safetensors container: u64 little-endian header length, JSON header, tensor bytes. Every length is checked before it is
// believed. What the tensors mean is model_file's business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
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
  std::set<std::string, std::less<>> first = {};  // names that serialize() puts before others, as far as alignment lets it
};

/// Errors name the tensor, with expected and found. Leaves `first` empty.
Result<Safetensors> parse_safetensors(std::span<const std::byte> file);

/// The same of the first bytes of a file of `file_bytes`: tensors that end beyond them have no bytes.
Result<Safetensors> parse_safetensors(std::span<const std::byte> first, std::uint64_t file_bytes);

/// How many of the first bytes of a file hold its header and the tensors of these names, as far as they are there.
Result<std::uint64_t> bytes_up_to(std::span<const std::byte> file, const std::set<std::string, std::less<>>& names);

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
