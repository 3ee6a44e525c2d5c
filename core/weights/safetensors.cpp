#include "weights/safetensors.hpp"

#include <Eigen/Core>
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>

#include "base/json.hpp"
#include "base/sha256.hpp"

namespace zscape {
namespace {

constexpr std::size_t kLengthBytes = 8;
constexpr std::size_t kMaxHeaderBytes = 16u << 20;
constexpr std::string_view kMetadata = "__metadata__";

constexpr std::array<std::pair<std::string_view, Dtype>, 5> kDtypes = {
    {{"F32", Dtype::f32}, {"F16", Dtype::f16}, {"I8", Dtype::i8}, {"I64", Dtype::i64}, {"U8", Dtype::u8}}};

std::string tensor_named(std::string_view name) { return "tensor \"" + std::string(name) + "\""; }

struct HeaderEntry {
  Dtype dtype;
  Shape shape;
  std::uint64_t begin, end;  // in the data section
};

Result<Dtype> parse_dtype(std::string_view name, const std::string& text) {
  for (const auto& [known, dtype] : kDtypes)
    if (known == text) return dtype;
  return Error{ErrorCode::unsupported, tensor_named(name) + " has dtype " + text + ": expected F32, F16, I8, I64 or U8"};
}

// Of a tensor in a file; unlike a parameter it may have no dimensions.
Result<std::uint64_t> stored_bytes(std::string_view name, const Shape& shape, Dtype dtype) {
  const auto count = element_count(shape);
  if (!count) return corrupt(tensor_named(name) + " has an impossible shape " + to_string(shape));
  return static_cast<std::uint64_t>(*count) * byte_size(dtype);
}

Result<HeaderEntry> parse_entry(const std::string& name, const Json& json, std::uint64_t data_bytes) {
  if (!json.is_object()) return corrupt(tensor_named(name) + " should be described by an object, found " + json.type_name());
  const auto named = [&](const Error& error) { return Error{error.code, tensor_named(name) + ": " + error.message}; };
  const auto dtype_text = get_string(json, "dtype");
  if (!dtype_text) return named(dtype_text.error());
  const auto shape = get_integers(json, "shape");
  if (!shape) return named(shape.error());
  const auto offsets = get_integers(json, "data_offsets");
  if (!offsets) return named(offsets.error());

  ZSCAPE_TRY(const Dtype dtype, parse_dtype(name, *dtype_text));
  ZSCAPE_TRY(const std::uint64_t expected, stored_bytes(name, *shape, dtype));
  if (offsets->size() != 2 || (*offsets)[0] < 0 || (*offsets)[1] < (*offsets)[0])
    return corrupt(tensor_named(name) + " should have data_offsets [begin, end], found " + to_string(*offsets));
  const auto begin = static_cast<std::uint64_t>((*offsets)[0]);
  const auto end = static_cast<std::uint64_t>((*offsets)[1]);
  if (end > data_bytes)
    return corrupt(tensor_named(name) + " ends at byte " + std::to_string(end) + " of the data, which has " +
                   std::to_string(data_bytes));
  if (end - begin != expected)
    return corrupt(tensor_named(name) + " of shape " + to_string(*shape) + " needs " + std::to_string(expected) +
                   " bytes, its offsets span " + std::to_string(end - begin));
  return HeaderEntry{dtype, *shape, begin, end};
}

Result<std::map<std::string, std::string>> parse_metadata(const Json& json) {
  if (!json.is_object()) return corrupt(std::string("__metadata__ should be an object, found ") + json.type_name());
  std::map<std::string, std::string> metadata;
  for (const auto& [key, value] : json.items()) {
    if (!value.is_string()) return corrupt("__metadata__ \"" + key + "\" should be a string, found " + value.type_name());
    metadata[key] = value.get<std::string>();
  }
  return metadata;
}

// The tensors must cover the data section without gap or overlap, as the format demands.
Result<void> check_layout(const std::map<std::string, HeaderEntry>& entries, std::uint64_t data_bytes) {
  std::vector<std::pair<std::string_view, const HeaderEntry*>> order;
  for (const auto& [name, entry] : entries) order.emplace_back(name, &entry);
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return std::pair(a.second->begin, a.second->end) < std::pair(b.second->begin, b.second->end);
  });
  std::uint64_t covered = 0;
  for (const auto& [name, entry] : order) {
    if (entry->begin < covered)
      return corrupt(tensor_named(name) + " begins at byte " + std::to_string(entry->begin) +
                     ", inside the tensor before it, which ends at " + std::to_string(covered));
    if (entry->begin > covered)
      return corrupt("bytes " + std::to_string(covered) + " to " + std::to_string(entry->begin) +
                     " of the data belong to no tensor");
    covered = entry->end;
  }
  if (covered != data_bytes)
    return corrupt("the tensors end at byte " + std::to_string(covered) + " of the data, which has " + std::to_string(data_bytes));
  return {};
}

struct Header {
  std::uint64_t bytes;  // with its length
  std::map<std::string, std::string> metadata;
  std::map<std::string, HeaderEntry> entries;
};

// Of a file of `file_bytes`, of which `first` are there.
Result<Header> parse_header(std::span<const std::byte> first, std::uint64_t file_bytes) {
  if (first.size() > file_bytes)
    return corrupt("the file should have " + std::to_string(file_bytes) + " bytes, found " + std::to_string(first.size()));
  if (first.size() < kLengthBytes)
    return corrupt("not a safetensors file: expected at least 8 bytes, found " + std::to_string(first.size()));
  std::uint64_t header_bytes = 0;
  for (std::size_t i = 0; i < kLengthBytes; ++i) header_bytes |= std::to_integer<std::uint64_t>(first[i]) << (8 * i);
  if (header_bytes > kMaxHeaderBytes)
    return corrupt("the header claims " + std::to_string(header_bytes) + " bytes, more than the " +
                   std::to_string(kMaxHeaderBytes) + " that are read: not a safetensors file, or a damaged one");
  if (header_bytes > first.size() - kLengthBytes)
    return corrupt("the header claims " + std::to_string(header_bytes) + " bytes, the file holds " +
                   std::to_string(first.size() - kLengthBytes) + " after its length: the file is truncated");
  const std::string_view text(reinterpret_cast<const char*>(first.data()) + kLengthBytes, header_bytes);
  ZSCAPE_TRY(const Json json, parse_json_object(text, "the safetensors header"));

  Header header{.bytes = kLengthBytes + header_bytes, .metadata = {}, .entries = {}};
  const std::uint64_t data_bytes = file_bytes - header.bytes;
  for (const auto& [name, value] : json.items()) {
    if (name == kMetadata) {
      ZSCAPE_TRY(header.metadata, parse_metadata(value));
    } else {
      ZSCAPE_TRY(const HeaderEntry entry, parse_entry(name, value, data_bytes));
      header.entries.emplace(name, entry);
    }
  }
  ZSCAPE_TRY_VOID(check_layout(header.entries, data_bytes));
  return header;
}

float widen_half(const std::byte* bytes) {
  Eigen::half value;
  std::memcpy(&value.x, bytes, sizeof value.x);
  return static_cast<float>(value);
}

float read_float(const std::byte* bytes) {
  float value;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

}  // namespace

std::string_view to_string(Dtype dtype) {
  for (const auto& [name, known] : kDtypes)
    if (known == dtype) return name;
  check(false, "unknown dtype");
  return {};
}

std::size_t byte_size(Dtype dtype) {
  switch (dtype) {
    case Dtype::f32:
      return 4;
    case Dtype::f16:
      return 2;
    case Dtype::i64:
      return 8;
    case Dtype::i8:
    case Dtype::u8:
      return 1;
  }
  check(false, "unknown dtype");
  return 0;
}

Result<Safetensors> parse_safetensors(std::span<const std::byte> file) { return parse_safetensors(file, file.size()); }

Result<Safetensors> parse_safetensors(std::span<const std::byte> first, std::uint64_t file_bytes) {
  ZSCAPE_TRY(Header header, parse_header(first, file_bytes));
  const auto data = first.subspan(header.bytes);
  Safetensors content{.metadata = std::move(header.metadata), .tensors = {}};
  for (const auto& [name, entry] : header.entries) {
    StoredTensor& tensor = content.tensors[name] = {entry.dtype, entry.shape, {}};
    if (entry.end > data.size()) continue;
    const auto bytes = data.subspan(entry.begin, entry.end - entry.begin);
    tensor.bytes.assign(bytes.begin(), bytes.end());
  }
  return content;
}

Result<std::uint64_t> bytes_up_to(std::span<const std::byte> file, const std::set<std::string, std::less<>>& names) {
  ZSCAPE_TRY(const Header header, parse_header(file, file.size()));
  std::uint64_t end = 0;
  for (const auto& [name, entry] : header.entries)
    if (names.contains(name)) end = std::max(end, entry.end);
  return header.bytes + end;
}

Bytes serialize(const Safetensors& content) {
  Json header = Json::object();
  if (!content.metadata.empty()) header[std::string(kMetadata)] = content.metadata;
  // Wider elements first keeps every tensor aligned to its element size.
  std::vector<std::pair<std::string_view, const StoredTensor*>> order;
  for (const auto& [name, tensor] : content.tensors) order.emplace_back(name, &tensor);
  const auto rank = [&](const auto& named) {
    return std::pair(byte_size(named.second->dtype), content.first.contains(named.first));
  };
  std::stable_sort(order.begin(), order.end(), [&](const auto& a, const auto& b) { return rank(a) > rank(b); });
  std::size_t offset = 0;
  for (const auto& [name, tensor] : order) {
    header[std::string(name)] = {
        {"dtype", to_string(tensor->dtype)}, {"shape", tensor->shape}, {"data_offsets", {offset, offset + tensor->bytes.size()}}};
    offset += tensor->bytes.size();
  }
  std::string text = header.dump(-1, ' ', false, Json::error_handler_t::replace);
  text.append((8 - text.size() % 8) % 8, ' ');

  Bytes file(kLengthBytes + text.size() + offset);
  for (std::size_t i = 0; i < kLengthBytes; ++i) file[i] = static_cast<std::byte>(std::uint64_t{text.size()} >> (8 * i));
  std::byte* out = file.data() + kLengthBytes;
  std::memcpy(out, text.data(), text.size());
  out += text.size();
  for (const auto& [name, tensor] : order) out = std::copy(tensor->bytes.begin(), tensor->bytes.end(), out);
  return file;
}

Result<const StoredTensor*> find_tensor(const Safetensors& content, std::string_view name, Dtype dtype, const Shape& expected) {
  const auto found = content.tensors.find(name);
  if (found == content.tensors.end()) return Error{ErrorCode::mismatch, tensor_named(name) + " is missing"};
  const StoredTensor& tensor = found->second;
  if (tensor.dtype != dtype)
    return Error{ErrorCode::mismatch, tensor_named(name) + " has dtype " + std::string(to_string(tensor.dtype)) + ": expected " +
                                          std::string(to_string(dtype))};
  const bool fits = std::equal(tensor.shape.begin(), tensor.shape.end(), expected.begin(), expected.end(),
                               [](std::int64_t size, std::int64_t wanted) { return wanted == kAnySize || size == wanted; });
  if (fits) return &tensor;
  std::string wanted;
  for (const std::int64_t size : expected)
    wanted += (wanted.empty() ? "[" : ", ") + (size == kAnySize ? std::string("any") : std::to_string(size));
  return Error{ErrorCode::mismatch, tensor_named(name) + " has shape " + to_string(tensor.shape) + ": expected " + wanted + "]"};
}

StoredTensor store(const Tensor& tensor, Dtype dtype) {
  StoredTensor stored{dtype, tensor.shape, Bytes(tensor.values.size() * byte_size(dtype))};
  check(dtype == Dtype::f32 || dtype == Dtype::f16, "parameters are stored as F32 or F16");
  if (dtype == Dtype::f32) {
    std::memcpy(stored.bytes.data(), tensor.values.data(), stored.bytes.size());
    return stored;
  }
  for (std::size_t i = 0; i < tensor.values.size(); ++i) {
    const Eigen::half value(tensor.values[i]);
    std::memcpy(stored.bytes.data() + 2 * i, &value.x, 2);
  }
  return stored;
}

Result<Tensor> widen(std::string_view name, const StoredTensor& stored) {
  if (stored.dtype != Dtype::f32 && stored.dtype != Dtype::f16)
    return Error{ErrorCode::unsupported,
                 tensor_named(name) + " has dtype " + std::string(to_string(stored.dtype)) + ": expected F32 or F16"};
  const std::size_t size = byte_size(stored.dtype);
  Tensor tensor{stored.shape, std::vector<float>(stored.bytes.size() / size)};
  for (std::size_t i = 0; i < tensor.values.size(); ++i) {
    const std::byte* bytes = stored.bytes.data() + i * size;
    tensor.values[i] = stored.dtype == Dtype::f32 ? read_float(bytes) : widen_half(bytes);
    if (!std::isfinite(tensor.values[i]))
      return corrupt(tensor_named(name) + " holds a value that is not finite, at index " + std::to_string(i));
  }
  return tensor;
}

std::string tensors_sha256(const Safetensors& content) {
  Sha256 hash;
  for (const auto& [name, tensor] : content.tensors) {
    const std::string head = name + "\n" + std::string(to_string(tensor.dtype)) + "\n" + to_string(tensor.shape) + "\n";
    hash.update(std::as_bytes(std::span(head)));
    hash.update(tensor.bytes);
  }
  return hash.hex();
}

}  // namespace zscape
