// Draws what ImGui recorded, so that shells never call GL themselves. Needs a current ImGui context and a current GL 3.3 core or
// WebGL 2 context from create() until the renderer is gone.
#pragma once

#include <imgui.h>

#include "base/error.hpp"
#include "image/sheet.hpp"

namespace zscape {

class Renderer {
 public:
  /// Error unsupported: the context is too old or ImGui's own shaders did not build.
  static Result<Renderer> create();

  Renderer(Renderer&& other) noexcept;
  Renderer& operator=(Renderer&& other) noexcept;
  ~Renderer();

  /// After setup_theme(): the font texture is made anew from ImGui's font atlas.
  void rebuild_fonts();

  /// Clears the framebuffer to the theme's background and draws. The viewport is the draw data's size times its scale.
  void draw(ImDrawData& data);

  /// The framebuffer of the last draw() in three channels, before buffers are swapped. Slow; for screenshots.
  Image read_frame() const;

 private:
  explicit Renderer(bool active) : active_(active) {}
  void release();

  bool active_ = false;
  int height_ = 0;  // of the framebuffer, pixels
  int width_ = 0;
};

}  // namespace zscape
