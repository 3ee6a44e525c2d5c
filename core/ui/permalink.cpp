// Fragment text. Numbers are written with enough digits to come back exactly; codes travel as bits.
#include "ui/permalink.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <span>
#include <utility>

#include "base/number_text.hpp"
#include "spec/model_spec.hpp"
#include "ui/map_plane.hpp"
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

Error unknown_key(std::string_view key) {
  return {ErrorCode::invalid_argument, "the link has an unknown key \"" + std::string(key.substr(0, kLongestShown)) + '"'};
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

/// A decimal number in [least, most].
Result<double> parse_number(std::string_view key, std::string_view text, double least, double most, std::string_view what) {
  const auto value = parse_decimal(text);
  if (!value || !(*value >= least && *value <= most)) return expected(key, what, text);
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

/// A whole number in [least, most].
Result<int> parse_whole(std::string_view key, std::string_view text, int least, int most, std::string_view what) {
  int value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = parsed.ec == std::errc() && parsed.ptr == text.data() + text.size();
  if (!whole || value < least || value > most) return expected(key, what, text);
  return value;
}

/// A whole number below `end`.
Result<int> parse_index(std::string_view key, std::string_view text, int end) {
  return parse_whole(key, text, 0, end - 1, "a whole number below " + std::to_string(end));
}

/// Dimensions of a code, "0.3.17".
Result<std::vector<int>> parse_dimensions(std::string_view key, std::string_view text) {
  std::vector<int> dimensions;
  for (std::string_view rest = text;;) {
    const std::size_t end = std::min(rest.find('.'), rest.size());
    ZSCAPE_TRY(const int dimension, parse_index(key, rest.substr(0, end), kMostLatents));
    if (!dimensions.empty() && dimension <= dimensions.back()) return expected(key, "rising numbers with points between", text);
    dimensions.push_back(dimension);
    if (end == rest.size()) return dimensions;
    rest.remove_prefix(end + 1);
  }
}

Result<std::string> parse_model_id(std::string_view key, std::string_view text) {
  if (!is_model_id(text)) return expected(key, "a model id of a-z, 0-9, - and _", text);
  return std::string(text);
}

// By PathKind.
constexpr std::array kPathKinds = {"linear", "spherical", "geodesic"};

Result<PathKind> parse_path(std::string_view key, std::string_view text) {
  const auto found = std::find(kPathKinds.begin(), kPathKinds.end(), text);
  if (found == kPathKinds.end()) return expected(key, "linear, spherical or geodesic", text);
  return static_cast<PathKind>(found - kPathKinds.begin());
}

Result<float> parse_speed(std::string_view key, std::string_view text) {
  const auto value = parse_decimal(text);
  if (!value || !(*value >= kSlowest && *value <= kFastest)) return expected(key, "a number from 0.25 to 4", text);
  return static_cast<float>(*value);
}

/// Two characters for each of u and v.
std::string encode_track(std::span<const TrackPoint> track) {
  std::string text;
  for (const TrackPoint point : track)
    for (const int place : {point.u, point.v}) {
      text += kAlphabet[static_cast<std::size_t>(place >> 6)];
      text += kAlphabet[static_cast<std::size_t>(place & 63)];
    }
  return text;
}

Result<std::vector<TrackPoint>> decode_track(std::string_view key, std::string_view text) {
  const std::size_t size = text.size() / 4;
  if (size < 2 || size > kMostTrackPoints || text.size() % 4 != 0) {
    return expected(key, "4 characters for each of 2 to " + std::to_string(kMostTrackPoints) + " points", text);
  }
  if (text.find_first_not_of(kAlphabet) != std::string_view::npos) return expected(key, "base64url characters", text);
  const auto place = [&](std::size_t at) { return static_cast<int>(kAlphabet.find(text[at]) << 6 | kAlphabet.find(text[at + 1])); };
  std::vector<TrackPoint> track;
  for (std::size_t at = 0; at < text.size(); at += 4) track.push_back({place(at), place(at + 2)});
  return track;
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
  if (text == "cloud") return Wall::cloud;
  return expected(key, "samples, features or cloud", text);
}

const char* text_of(Wall wall) {
  switch (wall) {
    case Wall::samples:
      return "samples";
    case Wall::features:
      return "features";
    case Wall::cloud:
      return "cloud";
  }
  check(false, "a known wall");
  return "";
}

/// What the wall is beyond its draw. Whether `key` is one of these.
Result<bool> set_wall_value(View& view, std::string_view key, std::string_view text) {
  if (key == "wall") {
    ZSCAPE_TRY(view.wall, parse_wall(key, text));
  } else if (key == "unit") {
    ZSCAPE_TRY(view.unit, parse_index(key, text, kMostLatents));
  } else if (key == "count") {
    ZSCAPE_TRY(view.wall_count, parse_whole(key, text, 1, kMaxWall, "a whole number from 1 to 1024"));
  } else if (key == "cloud") {
    ZSCAPE_TRY(view.cloud_centre, decode_code(key, text));
  } else if (key == "radius") {
    ZSCAPE_TRY(const double value, parse_number(key, text, 0, kMostRadius, "a number from 0 to 2"));
    view.cloud_radius = static_cast<float>(value);
  } else if (key == "verdicts") {
    ZSCAPE_TRY(view.verdicts, parse_flag(key, text));
  } else if (key == "real") {
    ZSCAPE_TRY(view.real, parse_flag(key, text));
  } else {
    return false;
  }
  return true;
}

std::string wall_text(const View& view) {
  std::string text;
  if (view.wall) text += std::string("&wall=") + text_of(*view.wall);
  if (view.wall_count) text += "&count=" + std::to_string(*view.wall_count);
  if (view.unit > 0) text += "&unit=" + std::to_string(view.unit);
  if (view.cloud_centre) text += "&cloud=" + encode_code(*view.cloud_centre);
  if (view.cloud_radius != View{}.cloud_radius) text += "&radius=" + exact_text(view.cloud_radius);
  if (view.verdicts) text += "&verdicts=1";
  if (view.real) text += "&real=1";
  return text;
}

std::string frozen_text(const View& view) {
  std::string text;
  for (const int dimension : view.frozen) text += (text.empty() ? "&frozen=" : ".") + std::to_string(dimension);
  return text;
}

constexpr std::array kPlanes = {std::pair{PlaneKind::principal, "principal"}, std::pair{PlaneKind::latents, "latents"},
                                std::pair{PlaneKind::random, "random"}};

Result<PlaneKind> parse_plane(std::string_view key, std::string_view text) {
  for (const auto& [kind, name] : kPlanes)
    if (text == name) return kind;
  return expected(key, "principal, latents or random", text);
}

/// "3,7"
Result<std::array<int, 2>> parse_latents(std::string_view key, std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) return expected(key, "two latents with a comma between them", text);
  ZSCAPE_TRY(const int x, parse_index(key, text.substr(0, comma), kMostLatents));
  ZSCAPE_TRY(const int y, parse_index(key, text.substr(comma + 1), kMostLatents));
  if (x == y) return expected(key, "two different latents", text);
  return std::array{x, y};
}

/// "0.5,-1.25,6": the middle, and what is across.
Result<MapWindow> parse_window(std::string_view key, std::string_view text) {
  std::array<double, 3> values{};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::size_t end = std::min(text.find(','), text.size());
    const auto value = parse_decimal(text.substr(0, end));
    const bool is_last = i + 1 == values.size();
    if (!value || !std::isfinite(*value) || is_last != (end == text.size()))
      return expected(key, "three numbers with commas", text);
    values[i] = *value;
    text.remove_prefix(is_last ? end : end + 1);
  }
  const MapWindow window = {values[0], values[1], values[2]};
  if (window != bounded(window)) {
    return expected(key, "a middle within 1000 of the origin and 0.001 to 1000 across", std::to_string(values[2]) + " across");
  }
  return window;
}

/// Of the map, all of whose keys begin with "map".
Result<void> set_map_value(MapView& map, std::string_view key, std::string_view text) {
  if (key == "map") {
    ZSCAPE_TRY(map.plane, parse_plane(key, text));
  } else if (key == "map-latents") {
    ZSCAPE_TRY(map.latents, parse_latents(key, text));
  } else if (key == "map-seed") {
    ZSCAPE_TRY(map.seed, parse_seed(key, text));
  } else if (key == "map-window") {
    ZSCAPE_TRY(map.window, parse_window(key, text));
  } else if (key == "map-points") {
    ZSCAPE_TRY(map.points, parse_flag(key, text));
  } else if (key == "map-verdicts") {
    ZSCAPE_TRY(map.verdicts, parse_flag(key, text));
  } else if (key == "map-hidden") {
    ZSCAPE_TRY(const int hidden, parse_index(key, text, 1 << kMostLegend));
    map.hidden = static_cast<std::uint32_t>(hidden);
  } else {
    return unknown_key(key);
  }
  return {};
}

/// What differs from the default.
std::string map_text(const MapView& map) {
  const MapView usual;
  std::string text;
  for (const auto& [kind, name] : kPlanes)
    if (map.plane == kind) text += std::string("&map=") + name;
  if (map.latents != usual.latents) text += "&map-latents=" + std::to_string(map.latents[0]) + "," + std::to_string(map.latents[1]);
  if (map.seed != usual.seed) text += "&map-seed=" + std::to_string(map.seed);
  if (map.window)
    text += "&map-window=" + exact_text(map.window->x) + "," + exact_text(map.window->y) + "," + exact_text(map.window->across);
  if (!map.points) text += "&map-points=0";
  if (map.verdicts) text += "&map-verdicts=1";
  if (map.hidden != 0) text += "&map-hidden=" + std::to_string(map.hidden);
  return text;
}

// By their place in the view.
constexpr std::array kAnchorKeys = {"a", "b", "c", "d"};
constexpr std::array kTermKeys = {"first", "minus", "plus"};

/// The place in `codes` that `key` is for; nullptr when it is for none.
std::optional<Code>* code_for(std::span<std::optional<Code>> codes, std::span<const char* const> keys, std::string_view key) {
  const auto found = std::find(keys.begin(), keys.end(), key);
  return found == keys.end() ? nullptr : &codes[static_cast<std::size_t>(found - keys.begin())];
}

/// What belongs to the path and its anchors; false when `key` does not.
Result<bool> set_path_value(View& view, std::string_view key, std::string_view text) {
  std::optional<Code>* code = code_for(view.anchors, kAnchorKeys, key);
  if (code == nullptr) code = code_for(view.interpolation.terms, kTermKeys, key);
  if (code != nullptr) {
    ZSCAPE_TRY(*code, decode_code(key, text));
  } else if (key == "path") {
    ZSCAPE_TRY(view.path, parse_path(key, text));
  } else if (key == "position") {
    ZSCAPE_TRY(view.position, parse_number(key, text, 0, 1, "a number from 0 to 1"));
  } else if (key == "play") {
    ZSCAPE_TRY(view.playing, parse_flag(key, text));
  } else if (key == "speed") {
    ZSCAPE_TRY(view.interpolation.speed, parse_speed(key, text));
  } else if (key == "track") {
    ZSCAPE_TRY(view.interpolation.track, decode_track(key, text));
  } else {
    return false;
  }
  return true;
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
    ZSCAPE_TRY(const double noise, parse_number(key, text, 0, 1, "a number from 0 to 1"));
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
  ZSCAPE_TRY(const bool of_wall, set_wall_value(view, key, text));
  if (of_wall) return {};
  ZSCAPE_TRY(const bool known, set_path_value(view, key, text));
  if (known) return {};
  if (key == "model") {
    ZSCAPE_TRY(view.model_id, parse_model_id(key, text));
  } else if (key == "tab") {
    ZSCAPE_TRY(view.tab, parse_tab(key, text));
  } else if (key == "seed") {
    ZSCAPE_TRY(view.draw.seed, parse_seed(key, text));
  } else if (key == "temperature") {
    ZSCAPE_TRY(const double value, parse_number(key, text, 0, kMostTemperature, "a number from 0 to 2"));
    view.draw.temperature = static_cast<float>(value);
  } else if (key == "label") {
    ZSCAPE_TRY(view.draw.label, parse_index(key, text, kMostClasses));
  } else if (key == "truncation") {
    ZSCAPE_TRY(const double value, parse_number(key, text, kLeastTruncation, kMostTruncation, "a number from 0.5 to 3"));
    view.draw.truncation = static_cast<float>(value);
  } else if (key == "raw") {
    ZSCAPE_TRY(view.draw.raw, parse_flag(key, text));
  } else if (key == "frozen") {
    ZSCAPE_TRY(view.frozen, parse_dimensions(key, text));
  } else if (key == "drift") {
    ZSCAPE_TRY(view.drifting, parse_flag(key, text));
  } else if (key == "phase") {
    ZSCAPE_TRY(view.phase, parse_number(key, text, 0, kMostPhase, "a number from 0 to 1000000"));
  } else if (key == "stage") {
    ZSCAPE_TRY(view.stage, decode_code(key, text));
  } else if (key == "family" || key == "compare" || key == "digit" || key == "noise") {
    return set_family_value(view.family, key, text);
  } else if (key.starts_with("map")) {
    return set_map_value(view.map, key, text);
  } else {
    return unknown_key(key);
  }
  return {};
}

}  // namespace

std::string to_fragment(const View& view) {
  std::string text = "model=" + view.model_id + "&tab=" + panel_of(view.tab).id + "&seed=" + std::to_string(view.draw.seed);
  text += "&temperature=" + exact_text(view.draw.temperature);
  if (std::isfinite(view.draw.truncation)) text += "&truncation=" + exact_text(view.draw.truncation);
  if (view.draw.raw) text += "&raw=1";
  if (view.draw.label) text += "&label=" + std::to_string(*view.draw.label);
  text += std::string("&drift=") + (view.drifting ? "1" : "0");
  text += "&phase=" + exact_text(view.phase);
  text += wall_text(view);
  if (view.stage) text += "&stage=" + encode_code(*view.stage);
  text += frozen_text(view);
  const auto put_codes = [&](std::span<const std::optional<Code>> codes, std::span<const char* const> keys) {
    for (std::size_t i = 0; i < codes.size(); ++i)
      if (codes[i]) text += '&' + std::string(keys[i]) + '=' + encode_code(*codes[i]);
  };
  put_codes(view.anchors, kAnchorKeys);
  text += std::string("&path=") + kPathKinds[static_cast<std::size_t>(view.path)];
  text += "&position=" + exact_text(view.position);
  text += std::string("&play=") + (view.playing ? "1" : "0");
  const InterpolateView& interpolation = view.interpolation;
  if (interpolation.speed != 1) text += "&speed=" + exact_text(interpolation.speed);
  if (!interpolation.track.empty()) text += "&track=" + encode_track(interpolation.track);
  put_codes(interpolation.terms, kTermKeys);
  return text + map_text(view.map) + family_fragment(view.family);
}

Result<View> parse_fragment(std::string_view fragment, View view) {
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
