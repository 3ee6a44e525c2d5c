// The path, its anchors, and the sum of codes.
#include <array>
#include <vector>

#include "ui/link/parts.hpp"

namespace zscape {
namespace {

struct PathKinds {
  using Choice = PathKind;
  static constexpr std::array names = {"linear", "spherical", "geodesic"};
};

struct Positions {
  static constexpr double least = 0, most = 1;
};

struct Speeds {
  static constexpr float least = kSlowest, most = kFastest;
};

/// Points in a square: 12 bits for each u and v, most significant first, in base64url.
struct TrackValue {
  static Result<std::vector<TrackPoint>> read(std::string_view key, std::string_view text) { return decode_track(key, text); }
  static std::string write(const std::vector<TrackPoint>& track) { return encode_track(track); }
};

constexpr std::array kPathProperties = {
    property<CodeValue>(
        "a", [](auto& view) -> auto& { return view.anchors[0]; }),
    property<CodeValue>(
        "b", [](auto& view) -> auto& { return view.anchors[1]; }),
    property<CodeValue>(
        "c", [](auto& view) -> auto& { return view.anchors[2]; }),
    property<CodeValue>(
        "d", [](auto& view) -> auto& { return view.anchors[3]; }),
    property<ChoiceValue<PathKinds>, Written::always>(
        "path", [](auto& view) -> auto& { return view.path; }),
    property<NumberValue<Positions>, Written::always>(
        "position", [](auto& view) -> auto& { return view.position; }),
    property<FlagValue, Written::always>(
        "play", [](auto& view) -> auto& { return view.playing; }),
    property<NumberValue<Speeds>>(
        "speed", [](auto& view) -> auto& { return view.interpolation.speed; }),
    property<TrackValue>(
        "track", [](auto& view) -> auto& { return view.interpolation.track; }),
    property<CodeValue>(
        "first", [](auto& view) -> auto& { return view.interpolation.terms[0]; }),
    property<CodeValue>(
        "minus", [](auto& view) -> auto& { return view.interpolation.terms[1]; }),
    property<CodeValue>(
        "plus", [](auto& view) -> auto& { return view.interpolation.terms[2]; }),
};

}  // namespace

std::span<const Property> path_properties() { return kPathProperties; }

}  // namespace zscape
