// Fragment text. Numbers are written with enough digits to come back exactly; codes travel as bits.
#include "ui/permalink.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "base/number_text.hpp"
#include "spec/model_spec.hpp"
#include "ui/tabs.hpp"

namespace zscape {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";  // RFC 4648, section 5
constexpr std::size_t kMostDimensions = 4096;
constexpr std::size_t kLongestShown = 40;  // of a bad value in a message
constexpr float kMostTemperature = 2;
constexpr double kMostPhase = 1e6;

std::string encode_code(const Code& code) {
  std::string text;
  std::uint32_t pending = 0;
  int bits = 0;
  for (const float value : code) {
    const auto word = __builtin_bit_cast(std::uint32_t, value);
    for (int byte = 0; byte < 4; ++byte) {
      pending = pending << 8 | (word >> (8 * byte) & 255);
      for (bits += 8; bits >= 6; bits -= 6) text += kAlphabet[pending >> (bits - 6) & 63];
    }
  }
  if (bits > 0) text += kAlphabet[pending << (6 - bits) & 63];
  return text;
}

Error expected(std::string_view key, std::string_view what, std::string_view found) {
  std::string shown(found.substr(0, kLongestShown));
  if (found.size() > kLongestShown) shown += "...";
  return {ErrorCode::invalid_argument,
          "the link's " + std::string(key) + ": expected " + std::string(what) + ", found \"" + shown + '"'};
}

Result<Code> decode_code(std::string_view key, std::string_view text) {
  const std::size_t size = text.size() * 6 / 32;
  if (size == 0 || size > kMostDimensions || text.size() != (size * 32 + 5) / 6) {
    return expected(key, "32-bit floats in base64url", text);
  }
  Code code;
  std::uint64_t pending = 0;
  int bits = 0;
  std::uint32_t word = 0;
  int bytes = 0;
  for (const char c : text) {
    const std::size_t digit = kAlphabet.find(c);
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

/// A decimal number in [0, most].
Result<double> parse_number(std::string_view key, std::string_view text, double most, std::string_view what) {
  const auto value = parse_decimal(text);
  if (!value || !(*value >= 0 && *value <= most)) return expected(key, what, text);
  return *value;
}

Result<bool> parse_flag(std::string_view key, std::string_view text) {
  if (text == "0") return false;
  if (text == "1") return true;
  return expected(key, "0 or 1", text);
}

Result<std::uint64_t> parse_seed(std::string_view key, std::string_view text) {
  std::uint64_t seed = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (text.empty() || parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) {
    return expected(key, "a whole number below 2^64", text);
  }
  return seed;
}

/// A whole number below `end`.
Result<int> parse_index(std::string_view key, std::string_view text, int end) {
  int index = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), index);
  if (text.empty() || parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || index < 0 || index >= end) {
    return expected(key, "a whole number below " + std::to_string(end), text);
  }
  return index;
}

Result<std::string> parse_model_id(std::string_view key, std::string_view text) {
  if (!is_model_id(text)) return expected(key, "a model id of a-z, 0-9, - and _", text);
  return std::string(text);
}

Result<Path> parse_path(std::string_view key, std::string_view text) {
  if (text == "linear") return Path::linear;
  if (text == "spherical") return Path::spherical;
  return expected(key, "linear or spherical", text);
}

Result<Tab> parse_tab(std::string_view key, std::string_view text) {
  std::string ids;
  for (const TabPanel& panel : tab_panels()) {
    if (text == panel.id) return panel.tab;
    ids += (ids.empty() ? "" : ", ") + std::string(panel.id);
  }
  return expected(key, "one of " + ids, text);
}

Result<Wall> parse_wall(std::string_view key, std::string_view text) {
  if (text == "samples") return Wall::samples;
  if (text == "features") return Wall::features;
  return expected(key, "samples or features", text);
}

/// Ids between commas.
Result<std::vector<std::string>> parse_models(std::string_view key, std::string_view text) {
  std::vector<std::string> ids;
  while (ids.size() <= kMostPeers) {
    const std::size_t end = std::min(text.find(','), text.size());
    ZSCAPE_TRY(std::string id, parse_model_id(key, text.substr(0, end)));
    ids.push_back(std::move(id));
    if (end == text.size()) return ids;
    text.remove_prefix(end + 1);
  }
  return expected(key, "at most " + std::to_string(kMostPeers + 1) + " models, then no more", text);
}

Result<Comparison> parse_comparison(std::string_view key, std::string_view text) {
  if (text == "digit") return Comparison::digit;
  if (text == "walk") return Comparison::walk;
  return expected(key, "digit or walk", text);
}

Result<void> set_family_value(FamilyView& family, std::string_view key, std::string_view text) {
  if (key == "family") {
    ZSCAPE_TRY(family.models, parse_models(key, text));
  } else if (key == "compare") {
    ZSCAPE_TRY(family.comparison, parse_comparison(key, text));
  } else if (key == "digit") {
    ZSCAPE_TRY(family.digit, parse_index(key, text, kMostTestDigits));
  } else {
    ZSCAPE_TRY(const double noise, parse_number(key, text, 1, "a number from 0 to 1"));
    family.noise = static_cast<float>(noise);
  }
  return {};
}

/// What is not as it is by default.
std::string family_fragment(const FamilyView& family) {
  std::string text;
  for (const std::string& id : family.models) text += (text.empty() ? "&family=" : ",") + id;
  if (family.comparison == Comparison::walk) text += "&compare=walk";
  if (family.digit > 0) text += "&digit=" + std::to_string(family.digit);
  if (family.noise > 0) text += "&noise=" + exact_text(family.noise);
  return text;
}

Result<void> set_value(View& view, std::string_view key, std::string_view text) {
  if (key == "model") {
    ZSCAPE_TRY(view.model_id, parse_model_id(key, text));
  } else if (key == "tab") {
    ZSCAPE_TRY(view.tab, parse_tab(key, text));
  } else if (key == "seed") {
    ZSCAPE_TRY(view.draw.seed, parse_seed(key, text));
  } else if (key == "temperature") {
    ZSCAPE_TRY(const double value, parse_number(key, text, kMostTemperature, "a number from 0 to 2"));
    view.draw.temperature = static_cast<float>(value);
  } else if (key == "label") {
    ZSCAPE_TRY(view.draw.label, parse_index(key, text, kMostClasses));
  } else if (key == "wall") {
    ZSCAPE_TRY(view.wall, parse_wall(key, text));
  } else if (key == "unit") {
    ZSCAPE_TRY(view.unit, parse_index(key, text, kMostLatents));
  } else if (key == "drift") {
    ZSCAPE_TRY(view.drifting, parse_flag(key, text));
  } else if (key == "phase") {
    ZSCAPE_TRY(view.phase, parse_number(key, text, kMostPhase, "a number from 0 to 1000000"));
  } else if (key == "stage") {
    ZSCAPE_TRY(view.stage, decode_code(key, text));
  } else if (key == "a" || key == "b") {
    ZSCAPE_TRY(view.anchors[key == "a" ? 0 : 1], decode_code(key, text));
  } else if (key == "path") {
    ZSCAPE_TRY(view.path, parse_path(key, text));
  } else if (key == "position") {
    ZSCAPE_TRY(view.position, parse_number(key, text, 1, "a number from 0 to 1"));
  } else if (key == "play") {
    ZSCAPE_TRY(view.playing, parse_flag(key, text));
  } else if (key == "family" || key == "compare" || key == "digit" || key == "noise") {
    return set_family_value(view.family, key, text);
  } else {
    return Error{ErrorCode::invalid_argument, "the link has an unknown key \"" + std::string(key.substr(0, kLongestShown)) + '"'};
  }
  return {};
}

}  // namespace

std::string to_fragment(const View& view) {
  std::string text = "model=" + view.model_id + "&tab=" + panel_of(view.tab).id + "&seed=" + std::to_string(view.draw.seed);
  text += "&temperature=" + exact_text(view.draw.temperature);
  if (view.draw.label) text += "&label=" + std::to_string(*view.draw.label);
  text += std::string("&drift=") + (view.drifting ? "1" : "0");
  text += "&phase=" + exact_text(view.phase);
  if (view.wall) text += *view.wall == Wall::samples ? "&wall=samples" : "&wall=features";
  if (view.unit > 0) text += "&unit=" + std::to_string(view.unit);
  if (view.stage) text += "&stage=" + encode_code(*view.stage);
  if (view.anchors[0]) text += "&a=" + encode_code(*view.anchors[0]);
  if (view.anchors[1]) text += "&b=" + encode_code(*view.anchors[1]);
  text += std::string("&path=") + (view.path == Path::linear ? "linear" : "spherical");
  text += "&position=" + exact_text(view.position);
  text += std::string("&play=") + (view.playing ? "1" : "0");
  return text + family_fragment(view.family);
}

Result<View> parse_fragment(std::string_view fragment) {
  View view;
  std::set<std::string_view> seen;
  while (!fragment.empty()) {
    const std::size_t end = std::min(fragment.find('&'), fragment.size());
    const std::string_view part = fragment.substr(0, end);
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos || equals == 0) return expected("text", "key=value between each &", part);
    const std::string_view key = part.substr(0, equals);
    if (!seen.insert(key).second) {
      return Error{ErrorCode::invalid_argument,
                   "the link gives \"" + std::string(key.substr(0, kLongestShown)) + "\" more than once"};
    }
    ZSCAPE_TRY_VOID(set_value(view, key, part.substr(equals + 1)));
    if (end + 1 == fragment.size()) return expected("text", "key=value after its last &", "");
    fragment.remove_prefix(std::min(end + 1, fragment.size()));
  }
  return view;
}

}  // namespace zscape
