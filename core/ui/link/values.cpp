#include "ui/link/values.hpp"

#include <charconv>
#include <cmath>
#include <optional>

#include "base/error.hpp"
#include "base/number_text.hpp"
#include "spec/model_spec.hpp"
#include "ui/view/code.hpp"
#include "ui/view/track.hpp"

namespace zscape {
namespace {

constexpr std::size_t kMaxDimensions = 4096;
constexpr std::size_t kLongestShown = 40;  // of a bad value in a message

std::optional<int> whole_in(std::string_view text, int least, int most) {
  int value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = parsed.ec == std::errc() && parsed.ptr == text.data() + text.size();
  return whole && value >= least && value <= most ? std::optional(value) : std::nullopt;
}

}  // namespace

Error expected(std::string_view key, std::string_view what, std::string_view found) {
  const bool cut = found.size() > kLongestShown;
  return {ErrorCode::invalid_argument, "the link's " + std::string(key) + ": expected " + std::string(what) + ", found \"" +
                                           excerpt(found) + (cut ? "..." : "") + '"'};
}

std::string excerpt(std::string_view text) { return std::string(text.substr(0, kLongestShown)); }

std::string encode_code(const Code& code) {
  std::string text;
  std::uint32_t pending = 0;
  int bits = 0;
  for (const float value : code) {
    const auto word = __builtin_bit_cast(std::uint32_t, value);
    for (int byte = 0; byte < 4; ++byte) {
      pending = pending << 8 | (word >> (8 * byte) & 255);
      for (bits += 8; bits >= 6; bits -= 6) text += kBase64url[pending >> (bits - 6) & 63];
    }
  }
  if (bits > 0) text += kBase64url[pending << (6 - bits) & 63];
  return text;
}

Result<Code> decode_code(std::string_view key, std::string_view text) {
  const std::size_t size = text.size() * 6 / 32;
  if (size == 0 || size > kMaxDimensions || text.size() != (size * 32 + 5) / 6) {
    return expected(key, "32-bit floats in base64url", text);
  }
  Code code;
  std::uint64_t pending = 0;
  int bits = 0;
  std::uint32_t word = 0;
  int bytes = 0;
  for (const char c : text) {
    const std::size_t digit = kBase64url.find(c);
    if (digit == std::string_view::npos) return expected(key, "base64url characters", text);
    pending = (pending << 6 | digit) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    word |= static_cast<std::uint32_t>(pending >> bits & 255) << (8 * bytes);
    if (++bytes < 4) continue;
    code.push_back(__builtin_bit_cast(float, word));
    if (!std::isfinite(code.back())) return expected(key, "finite numbers", text);
    word = 0;
    bytes = 0;
  }
  if ((pending & ((1u << bits) - 1)) != 0) return expected(key, "base64url without stray bits at its end", text);
  return code;
}

Result<double> parse_number(std::string_view key, std::string_view text, double least, double most) {
  const auto value = parse_decimal(text);
  if (!value || !(*value >= least && *value <= most))
    return expected(key, "a number from " + exact_text(least) + " to " + exact_text(most), text);
  return *value;
}

Result<int> parse_whole(std::string_view key, std::string_view text, int least, int most) {
  const auto value = whole_in(text, least, most);
  if (!value) return expected(key, "a whole number from " + std::to_string(least) + " to " + std::to_string(most), text);
  return *value;
}

Result<int> parse_index(std::string_view key, std::string_view text, int end) {
  const auto value = whole_in(text, 0, end - 1);
  if (!value) return expected(key, "a whole number below " + std::to_string(end), text);
  return *value;
}

Result<std::size_t> parse_choice(std::string_view key, std::string_view text, std::span<const char* const> names) {
  std::string all;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (text == names[i]) return i;
    if (i > 0) all += i + 1 == names.size() ? " or " : ", ";
    all += names[i];
  }
  return expected(key, all, text);
}

Result<std::uint64_t> parse_seed(std::string_view key, std::string_view text) {
  const auto seed = parse_whole(text);
  if (!seed) return expected(key, "a whole number below 2^64", text);
  return *seed;
}

Result<bool> parse_flag(std::string_view key, std::string_view text) {
  if (text == "0") return false;
  if (text == "1") return true;
  return expected(key, "0 or 1", text);
}

Result<std::string> parse_model_id(std::string_view key, std::string_view text) {
  if (!is_model_id(text)) return expected(key, "a model id of a-z, 0-9, - and _", text);
  return std::string(text);
}

std::string encode_track(std::span<const TrackPoint> track) {
  std::string text;
  for (const TrackPoint point : track)
    for (const int place : {point.u, point.v}) {
      text += kBase64url[static_cast<std::size_t>(place >> 6)];
      text += kBase64url[static_cast<std::size_t>(place & 63)];
    }
  return text;
}

Result<std::vector<TrackPoint>> decode_track(std::string_view key, std::string_view text) {
  const std::size_t size = text.size() / 4;
  if (size < 2 || size > kMaxTrackPoints || text.size() % 4 != 0) {
    return expected(key, "4 characters for each of 2 to " + std::to_string(kMaxTrackPoints) + " points", text);
  }
  if (text.find_first_not_of(kBase64url) != std::string_view::npos) return expected(key, "base64url characters", text);
  const auto place = [&](std::size_t at) {
    return static_cast<int>(kBase64url.find(text[at]) << 6 | kBase64url.find(text[at + 1]));
  };
  std::vector<TrackPoint> track;
  for (std::size_t at = 0; at < text.size(); at += 4) track.push_back({place(at), place(at + 2)});
  return track;
}

}  // namespace zscape
