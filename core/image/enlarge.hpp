// Small pictures at the size of an export: smooth, as the page shows them, or as squares of raw pixels.
#pragma once

#include "image/sheet.hpp"

namespace zscape {

/// A grey picture at height x width, each at least its own, with the cubic of shaders/tile.frag.glsl: the same picture on every
/// machine, and the page's but for the rounding of the GPU. Tiles are enlarged one by one, before they are laid out.
Image enlarged(const Image& grey, int height, int width);

/// Every pixel as a square of `times` x `times`.
Image magnified(const Image& image, int times);

}  // namespace zscape
