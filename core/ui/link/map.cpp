// The map.
#include <array>
#include <cmath>
#include <utility>

#include "base/number_text.hpp"
#include "ui/link/parts.hpp"
#include "ui/view/limits.hpp"
#include "ui/view/map_view.hpp"

namespace zscape {
namespace {

struct Planes {
  using Choice = PlaneKind;
  static constexpr std::array names = {"principal", "latents", "random"};
};

/// "3,7"
struct LatentsValue {
  using Latents = std::array<int, 2>;
  static Result<Latents> read(std::string_view key, std::string_view text) {
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos) return expected(key, "two latents with a comma between them", text);
    ZSCAPE_TRY(const int x, parse_index(key, text.substr(0, comma), kMaxLatents));
    ZSCAPE_TRY(const int y, parse_index(key, text.substr(comma + 1), kMaxLatents));
    if (x == y) return expected(key, "two different latents", text);
    return Latents{x, y};
  }
  static std::string write(const Latents& latents) { return joined(latents, ','); }
};

/// "0.5,-1.25,6": the middle, and what is across.
struct WindowValue {
  static Result<MapWindow> read(std::string_view key, std::string_view text) {
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
  static std::string write(const MapWindow& window) {
    return exact_text(window.x) + "," + exact_text(window.y) + "," + exact_text(window.across);
  }
};

/// "0.5,-1.25,6,AAAABBBB": the square, and the points in it.
struct MapTrackValue {
  static Result<MapTrack> read(std::string_view key, std::string_view text) {
    const std::size_t comma = text.rfind(',');
    if (comma == std::string_view::npos) return expected(key, "a square and points with commas between", text);
    ZSCAPE_TRY(const MapWindow square, WindowValue::read(key, text.substr(0, comma)));
    ZSCAPE_TRY(auto points, decode_track(key, text.substr(comma + 1)));
    return MapTrack{square, std::move(points)};
  }
  static bool is_absent(const MapTrack& track) { return track.points.empty(); }
  static std::string write(const MapTrack& track) { return WindowValue::write(track.square) + "," + encode_track(track.points); }
};

constexpr std::array kMapProperties = {
    property<ChoiceValue<Planes>>(
        "map", [](auto& view) -> auto& { return view.map.plane; }),
    property<LatentsValue>(
        "map-latents", [](auto& view) -> auto& { return view.map.latents; }),
    property<SeedValue>(
        "map-seed", [](auto& view) -> auto& { return view.map.seed; }),
    property<WindowValue>(
        "map-window", [](auto& view) -> auto& { return view.map.window; }),
    property<MapTrackValue>(
        "map-track", [](auto& view) -> auto& { return view.map.track; }),
    property<FlagValue>(
        "map-points", [](auto& view) -> auto& { return view.map.points; }),
    property<FlagValue>(
        "map-verdicts", [](auto& view) -> auto& { return view.map.verdicts; }),
    property<IndexValue<1 << kMaxLegend>>(
        "map-hidden", [](auto& view) -> auto& { return view.map.hidden; }),
};

}  // namespace

std::span<const Property> map_properties() { return kMapProperties; }

}  // namespace zscape
