#include "base/json.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace zscape {
namespace {

// Walks the text without building anything, so that limits hold before memory is spent.
class LimitCheck final : public nlohmann::json_sax<Json> {
 public:
  explicit LimitCheck(JsonLimits limits) : limits_(limits) {}

  const std::string& problem() const { return problem_; }

  bool null() override { return count(); }
  bool boolean(bool) override { return count(); }
  bool number_integer(number_integer_t) override { return count(); }
  bool number_unsigned(number_unsigned_t) override { return count(); }
  bool number_float(number_float_t, const string_t&) override { return count(); }
  bool string(string_t&) override { return count(); }
  bool binary(binary_t&) override { return count(); }
  bool start_object(std::size_t) override { return open(); }
  bool start_array(std::size_t) override { return open(); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    if (!keys_.back().insert(name).second) return refuse("the key \"" + name + "\" appears twice");
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    return refuse("it stops being JSON at byte " + std::to_string(position));
  }

 private:
  bool refuse(std::string problem) {
    problem_ = std::move(problem);
    return false;
  }
  bool count() {
    if (++values_ > limits_.values) return refuse("it holds more than " + std::to_string(limits_.values) + " values");
    return true;
  }
  bool open() {
    if (keys_.size() >= limits_.depth) return refuse("it nests deeper than " + std::to_string(limits_.depth) + " levels");
    keys_.emplace_back();
    return count();
  }
  bool close() {
    keys_.pop_back();
    return true;
  }

  JsonLimits limits_;
  std::size_t values_ = 0;
  std::vector<std::set<std::string>> keys_;  // of the objects that are open; arrays hold an empty set
  std::string problem_;
};

std::string kind_of(const Json& value) { return value.type_name(); }

Result<const Json*> member(const Json& object, std::string_view key, std::string_view expected) {
  const auto found = object.find(std::string(key));
  if (found == object.end())
    return Error{ErrorCode::corrupt, "\"" + std::string(key) + "\" is missing: expected " + std::string(expected)};
  return &*found;
}

Error wrong_type(std::string_view key, std::string_view expected, const Json& found) {
  return {ErrorCode::corrupt, "\"" + std::string(key) + "\" should be " + std::string(expected) + ", found " + kind_of(found)};
}

}  // namespace

Result<Json> parse_json_object(std::string_view text, std::string_view what, JsonLimits limits) {
  const auto refuse = [&](const std::string& problem) {
    return Error{ErrorCode::corrupt, std::string(what) + " cannot be read: " + problem};
  };
  if (text.size() > limits.bytes)
    return refuse("it has " + std::to_string(text.size()) + " bytes, at most " + std::to_string(limits.bytes) + " are read");
  LimitCheck check(limits);
  if (!Json::sax_parse(text.begin(), text.end(), &check)) return refuse(check.problem());
  Json parsed = Json::parse(text.begin(), text.end(), nullptr, false);
  if (!parsed.is_object()) return refuse("expected a JSON object, found " + kind_of(parsed));
  return parsed;
}

Result<std::string> get_string(const Json& object, std::string_view key) {
  ZSCAPE_TRY(const Json* found, member(object, key, "a string"));
  if (!found->is_string()) return wrong_type(key, "a string", *found);
  return found->get<std::string>();
}

Result<bool> get_boolean(const Json& object, std::string_view key) {
  ZSCAPE_TRY(const Json* found, member(object, key, "true or false"));
  if (!found->is_boolean()) return wrong_type(key, "true or false", *found);
  return found->get<bool>();
}

Result<std::int64_t> get_integer(const Json& object, std::string_view key) {
  ZSCAPE_TRY(const Json* found, member(object, key, "an integer"));
  if (!found->is_number_integer()) return wrong_type(key, "an integer", *found);
  if (found->is_number_unsigned() && found->get<std::uint64_t>() > INT64_MAX)
    return Error{ErrorCode::corrupt, "\"" + std::string(key) + "\" is too large: " + found->dump()};
  return found->get<std::int64_t>();
}

Result<double> get_number(const Json& object, std::string_view key) {
  ZSCAPE_TRY(const Json* found, member(object, key, "a number"));
  if (!found->is_number()) return wrong_type(key, "a number", *found);
  const double value = found->get<double>();
  if (!std::isfinite(value)) return Error{ErrorCode::corrupt, "\"" + std::string(key) + "\" should be finite"};
  return value;
}

Result<Json> get_object(const Json& object, std::string_view key) {
  ZSCAPE_TRY(const Json* found, member(object, key, "an object"));
  if (!found->is_object()) return wrong_type(key, "an object", *found);
  return *found;
}

Result<Json> get_array(const Json& object, std::string_view key) {
  ZSCAPE_TRY(const Json* found, member(object, key, "an array"));
  if (!found->is_array()) return wrong_type(key, "an array", *found);
  return *found;
}

Result<std::vector<std::int64_t>> get_integers(const Json& object, std::string_view key) {
  ZSCAPE_TRY(const Json array, get_array(object, key));
  std::vector<std::int64_t> integers;
  for (const Json& value : array) {
    if (!value.is_number_integer() || (value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX))
      return Error{ErrorCode::corrupt, "\"" + std::string(key) + "\" should hold integers, found " + kind_of(value)};
    integers.push_back(value.get<std::int64_t>());
  }
  return integers;
}

Result<void> refuse_unknown_keys(const Json& object, std::span<const std::string_view> allowed, std::string_view what) {
  for (const auto& [key, value] : object.items()) {
    if (std::find(allowed.begin(), allowed.end(), key) != allowed.end()) continue;
    std::string known;
    for (const std::string_view name : allowed) known += (known.empty() ? "" : ", ") + std::string(name);
    return Error{ErrorCode::invalid_argument, std::string(what) + " has an unknown key \"" + key + "\"; it may have " + known};
  }
  return {};
}

}  // namespace zscape
