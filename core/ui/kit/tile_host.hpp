// What the user interface asks of whoever draws pictures: textures by callback, never GL. core/gfx implements it.
#pragma once

#include <imgui.h>
#include <array>
#include <cstdint>
#include <span>

namespace zscape {

/// Of tiles.
enum class Corners { rounded, square };

class TileHost {
 public:
  virtual ~TileHost() = default;

  /// Makes `pixels` the tiles from this frame on; draw commands recorded earlier in the same frame show them too. At most kMaxTiles
  /// of kMaxPixels each.
  virtual void upload(std::span<const std::uint8_t> pixels /* [count, height, width] */, int count, int height, int width) = 0;

  /// The colour of every grey from this frame on; to be called before the first one.
  virtual void set_colours(std::span<const std::array<std::uint8_t, 3>, 256> colours) = 0;

  /// Between begin and end, draw() may be called; nothing else may be added to `list`.
  virtual void begin(ImDrawList& list, bool smooth, Corners corners = Corners::rounded) = 0;
  /// `tint` is multiplied into the colours, to 6 bits a channel; its alpha is ignored.
  virtual void draw(ImDrawList& list, int tile, ImVec2 min, ImVec2 max, ImU32 tint) = 0;
  virtual void end(ImDrawList& list) = 0;
};

}  // namespace zscape
