// What the colours of classes mean; a press hides a class.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "ui/kit/layout.hpp"

namespace zscape {

float legend_height(std::span<const std::string> classes, float width, float row_height);

/// Bit c of `hidden` is set while class c is hidden.
void draw_legend(const Rect& area, std::span<const std::string> classes, float row_height, std::uint32_t& hidden);

}  // namespace zscape
