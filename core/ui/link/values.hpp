// The values of a link as text: codes in base64url, numbers, flags; and what is said of a text that is none of them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "ui/view/code.hpp"
#include "ui/view/track.hpp"

namespace zscape {

inline constexpr std::string_view kBase64url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";  // RFC 4648, section 5

/// What is wrong with the value of `key`.
Error expected(std::string_view key, std::string_view what, std::string_view found);

/// As much of a text from a link as a message shows.
std::string excerpt(std::string_view text);

/// Base64url of the little-endian F32 bits.
std::string encode_code(const Code& code);

// Errors, here and below, name the key and what it should hold.
Result<Code> decode_code(std::string_view key, std::string_view text);

/// A decimal number in [least, most].
Result<double> parse_number(std::string_view key, std::string_view text, double least, double most);

/// A whole number in [least, most].
Result<int> parse_whole(std::string_view key, std::string_view text, int least, int most);

/// The place of `text` among `names`.
Result<std::size_t> parse_choice(std::string_view key, std::string_view text, std::span<const char* const> names);

/// A whole number below `end`.
Result<int> parse_index(std::string_view key, std::string_view text, int end);

Result<std::uint64_t> parse_seed(std::string_view key, std::string_view text);

/// 0 or 1.
Result<bool> parse_flag(std::string_view key, std::string_view text);

/// Two characters for each of u and v.
std::string encode_track(std::span<const TrackPoint> track);

Result<std::vector<TrackPoint>> decode_track(std::string_view key, std::string_view text);

/// Numbers or words with `separator` between them.
template <class Values>
std::string joined(const Values& values, char separator) {
  std::string text;
  for (const auto& value : values) {
    if (!text.empty()) text += separator;
    if constexpr (requires { std::to_string(value); }) {
      text += std::to_string(value);
    } else {
      text += value;
    }
  }
  return text;
}

Result<std::string> parse_model_id(std::string_view key, std::string_view text);

}  // namespace zscape
