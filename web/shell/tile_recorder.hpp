// A TileHost that passes everything on and remembers where pictures were drawn, so that scripts can find them on the canvas.
#pragma once

#include <vector>

#include "ui/kit/tile_host.hpp"

namespace zscape {

struct DrawnTile {
  int tile;
  ImVec2 min, max;  // layout units
};

class TileRecorder final : public TileHost {
 public:
  /// Before the first call of a frame, all of which `host` is given.
  void begin_frame(TileHost& host) {
    host_ = &host;
    drawn_.clear();
  }

  void upload(std::span<const std::uint8_t> pixels, int count, int height, int width) override {
    count_ = count;
    height_ = height;
    width_ = width;
    host_->upload(pixels, count, height, width);
  }
  void set_colours(std::span<const std::array<std::uint8_t, 3>, 256> colours) override { host_->set_colours(colours); }
  void begin(ImDrawList& list, bool smooth, Corners corners) override { host_->begin(list, smooth, corners); }
  void draw(ImDrawList& list, int tile, ImVec2 min, ImVec2 max, ImU32 tint) override {
    drawn_.push_back({tile, min, max});
    host_->draw(list, tile, min, max, tint);
  }
  void end(ImDrawList& list) override { host_->end(list); }

  const std::vector<DrawnTile>& drawn() const { return drawn_; }
  int count() const { return count_; }  // of the last upload, as are
  int height() const { return height_; }
  int width() const { return width_; }

 private:
  TileHost* host_ = nullptr;
  std::vector<DrawnTile> drawn_;
  int count_ = 0, height_ = 0, width_ = 0;
};

}  // namespace zscape
