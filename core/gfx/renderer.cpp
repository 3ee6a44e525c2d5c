// ImGui's OpenGL 3 backend behind a value that owns it.
#include "gfx/renderer.hpp"

#include <imgui_impl_opengl3.h>
#include <algorithm>
#include <string>
#include <utility>

#include "gfx/gl.hpp"

namespace zscape {

Result<Renderer> Renderer::create() {
  const GLubyte* version = glGetString(GL_VERSION);
  if (version == nullptr) return Error{ErrorCode::unsupported, "expected an OpenGL context, found none"};
  ImGui_ImplOpenGL3_Init(kGlslVersion);
  Renderer renderer(true);
  while (glGetError() != GL_NO_ERROR) {
  }
  // It reports a shader that did not build to nobody, but goes on to ask the program for its attributes, which is then a GL error.
  ImGui_ImplOpenGL3_CreateDeviceObjects();
  if (glGetError() != GL_NO_ERROR) {
    return Error{ErrorCode::unsupported, std::string("the graphics driver did not accept the interface's shaders; it offers ") +
                                             reinterpret_cast<const char*>(version)};
  }
  return renderer;
}

Renderer::Renderer(Renderer&& other) noexcept
    : active_(std::exchange(other.active_, false)), height_(other.height_), width_(other.width_) {}

Renderer& Renderer::operator=(Renderer&& other) noexcept {
  if (this != &other) {
    release();
    active_ = std::exchange(other.active_, false);
    height_ = other.height_;
    width_ = other.width_;
  }
  return *this;
}

Renderer::~Renderer() { release(); }

void Renderer::release() {
  if (active_) ImGui_ImplOpenGL3_Shutdown();
  active_ = false;
}

void Renderer::rebuild_fonts() {
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
}

void Renderer::draw(ImDrawData& data) {
  width_ = static_cast<int>(data.DisplaySize.x * data.FramebufferScale.x + 0.5f);
  height_ = static_cast<int>(data.DisplaySize.y * data.FramebufferScale.y + 0.5f);
  const ImVec4 background = ImGui::GetStyleColorVec4(ImGuiCol_WindowBg);
  glViewport(0, 0, width_, height_);
  glDisable(GL_SCISSOR_TEST);
  glClearColor(background.x, background.y, background.z, 1.0f);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(&data);
}

Image Renderer::read_frame() const {
  const auto width = static_cast<std::size_t>(width_);
  const auto height = static_cast<std::size_t>(height_);
  std::vector<std::uint8_t> rgba(4 * width * height);  // bottom row first
  glReadPixels(0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE, rgba.data());
  Image image{height_, width_, 3, std::vector<std::uint8_t>(3 * width * height)};
  for (std::size_t y = 0; y < height; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      const std::uint8_t* from = &rgba[4 * ((height - 1 - y) * width + x)];
      std::copy(from, from + 3, &image.pixels[3 * (y * width + x)]);
    }
  }
  return image;
}

}  // namespace zscape
