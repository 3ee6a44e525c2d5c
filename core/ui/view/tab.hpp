// What one does with the model.
#pragma once

#include <array>

#include "latent/interpolate.hpp"

namespace zscape {

enum class Tab { generate, map, interpolate, family, listen };
inline constexpr std::array kTabs = {Tab::generate, Tab::map, Tab::interpolate, Tab::family, Tab::listen};

/// As in links: "generate".
const char* name_of(Tab tab);

}  // namespace zscape
