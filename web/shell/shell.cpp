#include "shell/shell.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "ui/app.hpp"
#include "ui/kit/imgui_input.hpp"
#include "ui/kit/theme.hpp"
#include "ui/pictures/decoding.hpp"
#include "ui/session/motion.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"

namespace zscape {
namespace {

// graphics.js has made the canvas's context; these attributes only repeat its own.
EMSCRIPTEN_WEBGL_CONTEXT_HANDLE create_context(const char* selector) {
  EmscriptenWebGLContextAttributes attributes;
  emscripten_webgl_init_context_attributes(&attributes);
  attributes.majorVersion = 2;
  attributes.alpha = attributes.depth = attributes.stencil = attributes.antialias = false;
  const auto context = emscripten_webgl_create_context(selector, &attributes);
  if (context > 0) emscripten_webgl_make_context_current(context);
  return context;
}

}  // namespace

Shell::Contexts::~Contexts() {
  if (imgui != nullptr) ImGui::DestroyContext(imgui);
  if (gl > 0) emscripten_webgl_destroy_context(gl);
}

Result<std::unique_ptr<Shell>> Shell::create(const char* selector, float pixels_per_point) {
  auto contexts = std::make_unique<Contexts>();
  contexts->gl = create_context(selector);
  if (contexts->gl <= 0) return Error{ErrorCode::unsupported, "the page needs WebGL 2, and this browser gives it no context"};
  contexts->imgui = ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.BackendPlatformName = "zscape page";
  prepare_keys(io);
  setup_theme(pixels_per_point);
  ZSCAPE_TRY(Graphics graphics, Graphics::create());
  return std::unique_ptr<Shell>(new Shell(std::move(contexts), std::move(graphics), pixels_per_point));
}

Result<Shell::Graphics> Shell::Graphics::create() {
  ZSCAPE_TRY(Renderer renderer, Renderer::create());
  ZSCAPE_TRY(TileAtlas atlas, TileAtlas::create());
  return Graphics{std::move(renderer), std::move(atlas)};
}

Shell::Shell(std::unique_ptr<Contexts> contexts, Graphics graphics, float pixels_per_point)
    : contexts_(std::move(contexts)), graphics_(std::move(graphics)), pixels_per_point_(pixels_per_point) {
  ImGuiIO& io = ImGui::GetIO();
  io.ClipboardUserData = this;
  io.SetClipboardTextFn = [](void* self, const char* text) {
    auto& shell = *static_cast<Shell*>(self);
    shell.copied_text_ = text;
    shell.has_copied_text_ = true;
  };
  io.GetClipboardTextFn = [](void* self) { return static_cast<const Shell*>(self)->copied_text_.c_str(); };
}

Shell::~Shell() = default;

void Shell::resize(float width, float height, float pixels_per_point) {
  ImGuiIO& io = ImGui::GetIO();
  if (width != io.DisplaySize.x || height != io.DisplaySize.y || pixels_per_point != pixels_per_point_) wake();
  io.DisplaySize = {width, height};
  io.DisplayFramebufferScale = {pixels_per_point, pixels_per_point};
  if (pixels_per_point == pixels_per_point_) return;
  pixels_per_point_ = pixels_per_point;
  setup_theme(pixels_per_point);
  if (graphics_) graphics_->renderer.rebuild_fonts();
}

void Shell::lose_graphics() {
  release_all();
  graphics_.reset();  // while no context is there, deleting what was in it only forgets its names
}

Result<void> Shell::restore_graphics() {
  ZSCAPE_TRY(graphics_, Graphics::create());
  input_ = {};  // what the person aimed at was not there
  recorder_.begin_frame(graphics_->atlas);
  upload_pictures(state_.derived.pictures, recorder_);
  state_.derived.shown_colours.reset();
  wake();
  return {};
}

void Shell::frame(double seconds, bool complete) {
  if (!graphics_) {
    input_ = {};
    return;
  }
  ImGuiIO& io = ImGui::GetIO();
  io.DeltaTime = std::max(static_cast<float>(seconds), 1e-6f);  // ImGui refuses 0
  if (input_.empty()) {
    frames_to_settle_ = std::max(frames_to_settle_ - 1, 0);
  } else {
    wake();
  }
  input_.apply(io, state_.moment.interaction.pinch);
  recorder_.begin_frame(graphics_->atlas);
  state_.moment.decode_budget.milliseconds = complete ? std::numeric_limits<double>::infinity() : DecodeBudget().milliseconds;
  ImGui::NewFrame();
  draw_app(state_, recorder_, seconds);
  ImGui::Render();
  graphics_->renderer.draw(*ImGui::GetDrawData());
}

bool Shell::wants_frame() const {
  if (!graphics_) return false;
  return is_moving(state_) || frames_to_settle_ > 0 || !input_.empty() || wants_text();  // a caret blinks
}

void Shell::release_all() {
  ImGuiIO& io = ImGui::GetIO();
  release_keys(io);
  std::fill(std::begin(io.MouseDown), std::end(io.MouseDown), false);
  wake();
}

bool Shell::wants_text() const { return ImGui::GetIO().WantTextInput; }

const char* Shell::cursor() const {
  switch (ImGui::GetMouseCursor()) {
    case ImGuiMouseCursor_TextInput:
      return "text";
    case ImGuiMouseCursor_Hand:
      return "pointer";
    case ImGuiMouseCursor_ResizeEW:
      return "ew-resize";
    case ImGuiMouseCursor_ResizeNS:
      return "ns-resize";
    default:
      return "default";
  }
}

std::string Shell::take_copied_text() { return std::exchange(has_copied_text_, false) ? copied_text_ : std::string(); }

std::vector<std::uint8_t> Shell::read_back_tiles() const {
  std::vector<std::uint8_t> pixels;
  if (!graphics_) return pixels;
  for (int tile = 0; tile < recorder_.count(); ++tile) {
    const std::vector<std::uint8_t> one = graphics_->atlas.read_back(tile);
    pixels.insert(pixels.end(), one.begin(), one.end());
  }
  return pixels;
}

}  // namespace zscape
