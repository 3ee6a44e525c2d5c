// GLFW and ImGui's GLFW backend. ImGui's layout units are device pixels divided by pixels_per_point on every platform; GLFW's own
// screen coordinates are pixels on some and points on others, so size and pointer are converted here.
#include "window.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>

#include <cmath>
#include <utility>

#include "ui/kit/imgui_input.hpp"

namespace zscape {

struct Window::State {
  ~State() {
    if (ImGui::GetCurrentContext() != nullptr) {
      ImGui_ImplGlfw_Shutdown();
      ImGui::DestroyContext();
    }
    if (window != nullptr) glfwDestroyWindow(window);
    glfwTerminate();
  }

  GLFWwindow* window = nullptr;
  std::optional<float> fixed_pixels_per_point;
  std::vector<std::filesystem::path> dropped;
};

namespace {

Error glfw_failure(const std::string& what) {
  const char* description = nullptr;
  glfwGetError(&description);
  return {ErrorCode::unsupported, what + ": " + (description != nullptr ? description : "no reason given")};
}

}  // namespace

Result<Window> Window::create(const WindowOptions& options) {
  if (glfwInit() != GLFW_TRUE) return glfw_failure("no window can be opened");
  auto state = std::make_unique<State>();
  state->fixed_pixels_per_point = options.pixels_per_point;
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, options.pixels_per_point ? GLFW_FALSE : GLFW_TRUE);
  const float scale = options.pixels_per_point.value_or(1.0f);
  const auto pixels = [&](int points) { return static_cast<int>(std::lround(static_cast<float>(points) * scale)); };
  state->window = glfwCreateWindow(pixels(options.width), pixels(options.height), "zscape", nullptr, nullptr);
  if (state->window == nullptr) return glfw_failure("expected a display with OpenGL 3.3");
  glfwMakeContextCurrent(state->window);
  glfwSwapInterval(1);

  ImGui::CreateContext();
  glfwSetWindowUserPointer(state->window, state.get());
  glfwSetDropCallback(state->window, [](GLFWwindow* window, int count, const char** paths) {
    auto& dropped = static_cast<State*>(glfwGetWindowUserPointer(window))->dropped;
    dropped.insert(dropped.end(), paths, paths + count);
  });
  ImGui_ImplGlfw_InitForOpenGL(state->window, true);
  return Window(std::move(state));
}

Window::Window(std::unique_ptr<State> state) : state_(std::move(state)) {}
Window::Window(Window&&) noexcept = default;
Window& Window::operator=(Window&&) noexcept = default;
Window::~Window() = default;

bool Window::should_close() const { return glfwWindowShouldClose(state_->window) == GLFW_TRUE; }

float Window::pixels_per_point() const {
  if (state_->fixed_pixels_per_point) return *state_->fixed_pixels_per_point;
  float x = 1;
  float y = 1;
  glfwGetWindowContentScale(state_->window, &x, &y);
  return x > 0 ? x : 1;
}

void Window::poll() {
  const int earlier = waiting_events();  // ImGui may still have them from the last frame, in its own units already
  glfwPollEvents();
  ImGui_ImplGlfw_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  int screen_width = 0;
  int framebuffer_width = 0;
  int framebuffer_height = 0;
  glfwGetWindowSize(state_->window, &screen_width, nullptr);
  glfwGetFramebufferSize(state_->window, &framebuffer_width, &framebuffer_height);
  const float scale = pixels_per_point();
  io.DisplaySize = ImVec2(static_cast<float>(framebuffer_width) / scale, static_cast<float>(framebuffer_height) / scale);
  io.DisplayFramebufferScale = ImVec2(scale, scale);
  if (screen_width > 0)
    scale_pointer(io, earlier, static_cast<float>(framebuffer_width) / static_cast<float>(screen_width) / scale);
}

void Window::present() { glfwSwapBuffers(state_->window); }

std::vector<std::filesystem::path> Window::take_dropped_files() { return std::exchange(state_->dropped, {}); }

void Window::set_clipboard(const std::string& text) { glfwSetClipboardString(state_->window, text.c_str()); }

}  // namespace zscape
