// The shell around the user interface in a page: owns the state, the GL context and ImGui's, and turns what the browser
// reports into frames. The page's JavaScript calls it through the *_bindings files.
#pragma once

#include <emscripten/html5.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gfx/renderer.hpp"
#include "gfx/tile_atlas.hpp"
#include "shell/input_queue.hpp"
#include "shell/tile_recorder.hpp"
#include "ui/state/app_state.hpp"

namespace zscape {

class Shell {
 public:
  /// Fonts are made for `pixels_per_point`, until resize() says another. Error unsupported: no WebGL 2 for the canvas that
  /// `selector` names.
  static Result<std::unique_ptr<Shell>> create(const char* selector, float pixels_per_point);
  ~Shell();

  /// Size in layout units (CSS pixels), and framebuffer pixels for each of them; before the first frame and when they change.
  void resize(float width, float height, float pixels_per_point);
  /// `seconds` since the last one. `complete`: every picture is decoded now, however long it takes.
  void frame(double seconds, bool complete);

  /// Whether another frame would look different: something moves, or something happened that takes a few frames to settle.
  bool wants_frame() const;
  void wake() { frames_to_settle_ = kFramesToSettle; }  // the state was changed from outside

  /// The browser took the GL context away. Until there is another one frames draw nothing, and what the person does is lost.
  void lose_graphics();
  /// Makes everything anew that was in the lost context. Error unsupported: as create().
  Result<void> restore_graphics();

  AppState& state() { return state_; }
  const AppState& state() const { return state_; }
  InputQueue& input() { return input_; }
  const InputQueue& input() const { return input_; }
  void release_all();  // the page lost the keyboard: whatever was held is let go
  bool wants_text() const;
  const char* cursor() const;  // CSS name

  /// What ImGui put on the clipboard since the last call; empty: nothing.
  std::string take_copied_text();

  const TileRecorder& tiles() const { return recorder_; }
  // Of the last frame; nothing while the GL context is lost.
  std::vector<std::uint8_t> read_back_tiles() const;  // [count, height, width]
  Image read_frame() const { return graphics_ ? graphics_->renderer.read_frame() : Image{}; }

 private:
  static constexpr int kFramesToSettle = 4;  // a press, its effect, and what that effect changes

  // Ends with the shell, after what uses it.
  struct Contexts {
    EMSCRIPTEN_WEBGL_CONTEXT_HANDLE gl = 0;
    ImGuiContext* imgui = nullptr;
    ~Contexts();
  };

  // What lives in the GL context.
  struct Graphics {
    Renderer renderer;
    TileAtlas atlas;
    static Result<Graphics> create();
  };

  Shell(std::unique_ptr<Contexts> contexts, Graphics graphics, float pixels_per_point);

  std::unique_ptr<Contexts> contexts_;
  std::optional<Graphics> graphics_;
  TileRecorder recorder_;
  AppState state_;
  InputQueue input_;
  std::string copied_text_;
  bool has_copied_text_ = false;
  float pixels_per_point_;
  int frames_to_settle_ = kFramesToSettle;
};

}  // namespace zscape
