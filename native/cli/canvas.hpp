// A picture to draw on: lines, shares of pixels and text in Inter.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "image/sheet.hpp"

namespace zscape {

using Colour = std::array<std::uint8_t, 3>;  // RGB

enum class Align { left, centre, right };  // of a text at its x

class Canvas {
 public:
  Canvas(int width, int height, Colour background);

  const Image& image() const { return image_; }

  /// Everything drawn outside the picture is left out.
  void pixel(int x, int y, Colour colour, double share = 1.0);
  void fill(int x, int y, int width, int height, Colour colour);

  /// A column from `top` to `bottom`; pixels that its ends cover in part are blended.
  void column(int x, double top, double bottom, Colour colour);

  /// UTF-8 text whose capitals are centred at `y`. Characters that the font lacks are drawn as boxes.
  void text(double x, double y, std::string_view utf8, double height, Colour colour, Align align = Align::left);

 private:
  Image image_;
};

/// How wide text() draws it.
double text_width(std::string_view utf8, double height);

}  // namespace zscape
