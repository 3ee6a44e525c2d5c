// What the wall shows besides its draw.
#include <array>

#include "ui/link/parts.hpp"
#include "ui/view/limits.hpp"

namespace zscape {
namespace {

struct Walls {
  using Choice = Wall;
  static constexpr std::array names = {"samples", "features", "cloud"};
};

struct Radii {
  static constexpr float least = 0, most = kMaxRadius;
};

constexpr std::array kWallProperties = {
    property<ChoiceValue<Walls>>(
        "wall", [](auto& view) -> auto& { return view.wall; }),
    property<WholeValue<1, kMaxWall>>(
        "count", [](auto& view) -> auto& { return view.wall_count; }),
    property<IndexValue<kMaxLatents>>(
        "unit", [](auto& view) -> auto& { return view.unit; }),
    property<CodeValue>(
        "cloud", [](auto& view) -> auto& { return view.cloud_centre; }),
    property<NumberValue<Radii>>(
        "radius", [](auto& view) -> auto& { return view.cloud_radius; }),
    property<FlagValue>(
        "verdicts", [](auto& view) -> auto& { return view.verdicts; }),
    property<FlagValue>(
        "real", [](auto& view) -> auto& { return view.real; }),
};

}  // namespace

std::span<const Property> wall_properties() { return kWallProperties; }

}  // namespace zscape
