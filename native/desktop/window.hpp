// The operating system's side: a GLFW window with a GL 3.3 core context and ImGui's context, input included.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace zscape {

struct WindowOptions {
  int width = 1280;  // layout units
  int height = 800;
  std::optional<float> pixels_per_point;  // the monitor's when absent
};

class Window {
 public:
  /// Error unsupported: no display, or one without GL 3.3.
  static Result<Window> create(const WindowOptions& options);

  Window(Window&&) noexcept;
  Window& operator=(Window&&) noexcept;
  ~Window();

  bool should_close() const;
  float pixels_per_point() const;

  /// Takes the waiting input; the caller then starts ImGui's frame.
  void poll();
  /// Shows what was drawn, at the monitor's pace.
  void present();

  /// Files dropped onto the window since the last call.
  std::vector<std::filesystem::path> take_dropped_files();
  void set_clipboard(const std::string& text);

 private:
  struct State;
  explicit Window(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace zscape
