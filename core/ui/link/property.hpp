// One key of a link: the text that a View has for it, and what a text of it sets in a View. Each part of the link is a table of
// these, so that a key stands once for both directions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/error.hpp"
#include "base/number_text.hpp"
#include "ui/link/values.hpp"
#include "ui/view/view.hpp"

namespace zscape {

struct Property {
  std::string_view key;
  // Errors name the key and what it should hold.
  Result<void> (*read)(View& view, std::string_view key, std::string_view text);
  // Nothing where it is as in `usual` and so is left out.
  std::optional<std::string> (*write)(const View& view, const View& usual);
};

/// Links hold it even where it is as usual.
enum class Written { when_unusual, always };

/// `Get` is a lambda from a View to what the property is in it, an optional or a value; `Value` has read(key, text), which gives a
/// Result, and write(value), and may have is_absent(value).
template <class Value, Written written = Written::when_unusual, class Get>
constexpr Property property(std::string_view key, Get /*get*/) {
  return {key,
          [](View& view, std::string_view name, std::string_view text) -> Result<void> {
            ZSCAPE_TRY(Get{}(view), Value::read(name, text));
            return {};
          },
          [](const View& view, const View& usual) -> std::optional<std::string> {
            const auto& value = Get{}(view);
            if (written == Written::when_unusual && value == Get{}(usual)) return std::nullopt;
            if constexpr (requires { Value::is_absent(value); }) {
              if (Value::is_absent(value)) return std::nullopt;
            }
            if constexpr (requires { value.has_value(); }) {
              if (value) return Value::write(*value);
              return std::nullopt;
            } else {
              return Value::write(value);
            }
          }};
}

struct CodeValue {
  static Result<Code> read(std::string_view key, std::string_view text) { return decode_code(key, text); }
  static std::string write(const Code& code) { return encode_code(code); }
};

struct FlagValue {
  static Result<bool> read(std::string_view key, std::string_view text) { return parse_flag(key, text); }
  static std::string write(bool flag) { return flag ? "1" : "0"; }
};

struct SeedValue {
  static Result<std::uint64_t> read(std::string_view key, std::string_view text) { return parse_seed(key, text); }
  static std::string write(std::uint64_t seed) { return std::to_string(seed); }
};

struct ModelValue {
  static Result<std::string> read(std::string_view key, std::string_view text) { return parse_model_id(key, text); }
  static std::string write(const std::string& id) { return id; }
};

/// A whole number in [first, last].
template <int first, int last>
struct WholeValue {
  static Result<int> read(std::string_view key, std::string_view text) { return parse_whole(key, text, first, last); }
  static std::string write(std::int64_t number) { return std::to_string(number); }
};

/// A whole number below `end`.
template <int end>
struct IndexValue {
  static Result<int> read(std::string_view key, std::string_view text) { return parse_index(key, text, end); }
  static std::string write(std::int64_t number) { return std::to_string(number); }
};

/// A number in [Range::least, Range::most].
template <class Range>
struct NumberValue {
  using Number = std::remove_const_t<decltype(Range::most)>;
  static Result<Number> read(std::string_view key, std::string_view text) {
    ZSCAPE_TRY(const double number, parse_number(key, text, Range::least, Range::most));
    return static_cast<Number>(number);
  }
  static std::string write(Number number) { return exact_text(number); }
};

/// One of Names::names, by the value of the enumeration Names::Choice.
template <class Names>
struct ChoiceValue {
  static Result<typename Names::Choice> read(std::string_view key, std::string_view text) {
    ZSCAPE_TRY(const std::size_t place, parse_choice(key, text, Names::names));
    return static_cast<typename Names::Choice>(place);
  }
  static std::string write(typename Names::Choice choice) { return Names::names[static_cast<std::size_t>(choice)]; }
};

}  // namespace zscape
