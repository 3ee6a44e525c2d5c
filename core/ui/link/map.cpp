// The map.
#include "ui/link/map.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/error.hpp"
#include "base/number_text.hpp"
#include "ui/link/values.hpp"
#include "ui/view/limits.hpp"
#include "ui/view/map_view.hpp"
#include "ui/view/tab.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

constexpr std::array kPlanes = {PlaneKind::principal, PlaneKind::latents, PlaneKind::random};

Result<PlaneKind> parse_plane(std::string_view key, std::string_view text) {
  for (const PlaneKind kind : kPlanes)
    if (text == name_of(kind)) return kind;
  return expected(key, "principal, latents or random", text);
}

/// "3,7"
Result<std::array<int, 2>> parse_latents(std::string_view key, std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) return expected(key, "two latents with a comma between them", text);
  ZSCAPE_TRY(const int x, parse_index(key, text.substr(0, comma), kMaxLatents));
  ZSCAPE_TRY(const int y, parse_index(key, text.substr(comma + 1), kMaxLatents));
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

/// "0.5,-1.25,6,AAAABBBB": the square, and the points in it.
Result<MapTrack> parse_map_track(std::string_view key, std::string_view text) {
  const std::size_t comma = text.rfind(',');
  if (comma == std::string_view::npos) return expected(key, "a square and points with commas between", text);
  ZSCAPE_TRY(const MapWindow square, parse_window(key, text.substr(0, comma)));
  ZSCAPE_TRY(auto points, decode_track(key, text.substr(comma + 1)));
  return MapTrack{square, std::move(points)};
}

std::string window_text(const MapWindow& window) {
  return exact_text(window.x) + "," + exact_text(window.y) + "," + exact_text(window.across);
}

}  // namespace

Result<bool> set_map_value(View& view, std::string_view key, std::string_view text) {
  MapView& map = view.map;
  if (key == "map") {
    ZSCAPE_TRY(map.plane, parse_plane(key, text));
  } else if (key == "map-latents") {
    ZSCAPE_TRY(map.latents, parse_latents(key, text));
  } else if (key == "map-seed") {
    ZSCAPE_TRY(map.seed, parse_seed(key, text));
  } else if (key == "map-window") {
    ZSCAPE_TRY(map.window, parse_window(key, text));
  } else if (key == "map-track") {
    ZSCAPE_TRY(map.track, parse_map_track(key, text));
  } else if (key == "map-points") {
    ZSCAPE_TRY(map.points, parse_flag(key, text));
  } else if (key == "map-verdicts") {
    ZSCAPE_TRY(map.verdicts, parse_flag(key, text));
  } else if (key == "map-hidden") {
    ZSCAPE_TRY(const int hidden, parse_index(key, text, 1 << kMaxLegend));
    map.hidden = static_cast<std::uint32_t>(hidden);
  } else {
    return false;
  }
  return true;
}

std::string map_text(const View& view) {
  const MapView& map = view.map;
  const MapView usual;
  std::string text;
  if (map.plane) text += std::string("&map=") + name_of(*map.plane);
  if (map.latents != usual.latents) text += "&map-latents=" + std::to_string(map.latents[0]) + "," + std::to_string(map.latents[1]);
  if (map.seed != usual.seed) text += "&map-seed=" + std::to_string(map.seed);
  if (map.window) text += "&map-window=" + window_text(*map.window);
  if (!map.track.points.empty()) text += "&map-track=" + window_text(map.track.square) + "," + encode_track(map.track.points);
  if (!map.points) text += "&map-points=0";
  if (map.verdicts) text += "&map-verdicts=1";
  if (map.hidden != 0) text += "&map-hidden=" + std::to_string(map.hidden);
  return text;
}

}  // namespace zscape
