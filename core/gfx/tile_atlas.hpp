// The TileHost that draws with GL: one R8 texture holding the tiles of the frame, one with the colour of every grey, and one shader
// program that enlarges and colours them.
// Needs a current GL 3.3 core or WebGL 2 context from create() until the atlas is gone.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/error.hpp"
#include "ui/kit/tile_host.hpp"

namespace zscape {

class TileAtlas final : public TileHost {
 public:
  /// Error unsupported: the shader program did not build; the message carries the driver's log.
  static Result<TileAtlas> create();

  TileAtlas(TileAtlas&&) noexcept;
  TileAtlas& operator=(TileAtlas&&) noexcept;
  ~TileAtlas() override;

  void upload(std::span<const std::uint8_t> pixels, int count, int height, int width) override;
  void set_colours(std::span<const std::array<std::uint8_t, 3>, 256> colours) override;
  void begin(ImDrawList& list, bool smooth, Corners corners) override;
  void draw(ImDrawList& list, int tile, ImVec2 min, ImVec2 max, ImU32 tint) override;
  void end(ImDrawList& list) override;

  /// Number of tiles of the last upload, and their size.
  int count() const;
  int height() const;
  int width() const;

  /// What the GPU holds for `tile`, which must be below count(): [height, width]. Slow; for tests.
  std::vector<std::uint8_t> read_back(int tile) const;

 private:
  struct State;  // draw callbacks point to it, so it does not move
  explicit TileAtlas(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace zscape
