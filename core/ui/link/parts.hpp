// The parts of a link, a table of properties each, in the order in which a link holds them.
#pragma once

#include <span>

#include "ui/link/property.hpp"

namespace zscape {

std::span<const Property> draw_properties();
std::span<const Property> wall_properties();
std::span<const Property> stage_properties();
std::span<const Property> path_properties();
std::span<const Property> map_properties();
std::span<const Property> family_properties();
std::span<const Property> listen_properties();

}  // namespace zscape
