// JSON from strangers: parsing with limits, and typed access that returns an Error naming the key.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace zscape {

using Json = nlohmann::json;

struct JsonLimits {
  std::size_t bytes = 16u << 20;
  std::size_t depth = 32;
  std::size_t values = 200'000;
};

/// Parses text into an object. Refuses malformed text, repeated keys, non-objects and whatever exceeds the limits.
/// `what` names the document in messages, for example "the card".
Result<Json> parse_json_object(std::string_view text, std::string_view what, JsonLimits limits = {});

// Members of an object: an Error when `key` is missing or of another type.
Result<std::string> get_string(const Json& object, std::string_view key);
Result<bool> get_boolean(const Json& object, std::string_view key);
Result<std::int64_t> get_integer(const Json& object, std::string_view key);
Result<double> get_number(const Json& object, std::string_view key);  // finite
Result<Json> get_object(const Json& object, std::string_view key);
Result<Json> get_array(const Json& object, std::string_view key);
Result<std::vector<std::int64_t>> get_integers(const Json& object, std::string_view key);

/// An Error that names the first key of `object` outside `allowed`.
Result<void> refuse_unknown_keys(const Json& object, std::span<const std::string_view> allowed, std::string_view what);

}  // namespace zscape
