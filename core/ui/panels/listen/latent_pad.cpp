#include "ui/panels/listen/latent_pad.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <utility>

#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/tiles.hpp"
#include "ui/sound/playing.hpp"
#include "ui/sound/shaping.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/listening.hpp"
#include "ui/state/sliders.hpp"
#include "ui/view/code.hpp"

namespace zscape {
namespace {

constexpr float kDot = 9;  // radius of the handle

/// The two latents that are heard most.
std::array<int, 2> pad_latents(const Listening& listening) {
  const std::vector<int>& order = listening.sliders.order;
  return {order[0], order.size() > 1 ? order[1] : order[0]};
}

float share_of(const Sliders& sliders, int dimension, float value) {
  const float low = sliders.low(dimension), high = sliders.high(dimension);
  return std::clamp((value - low) / (high - low), 0.0f, 1.0f);
}

void draw_pad_grid(const Rect& pad) {
  fill(pad, palette().sunken, 10);
  for (int i = 1; i < 4; ++i) {
    const float x = pad.min.x + pad.width() * static_cast<float>(i) / 4, y = pad.min.y + pad.height() * static_cast<float>(i) / 4;
    fill({{x, pad.min.y}, {x + 1, pad.max.y}}, palette().line);
    fill({{pad.min.x, y}, {pad.max.x, y + 1}}, palette().line);
  }
}

}  // namespace

void draw_latent_pad(Frame& frame, const Rect& pad) {
  AppState& state = frame.state();
  Listening& listening = state.listening;
  const Sliders& sliders = listening.sliders;
  const auto [x, y] = pad_latents(listening);
  const Touched touched =
      touchable("latent pad", pad, {.name = "latent pad", .hint = "drag: two latents of the sound, which plays meanwhile"});
  Code code = shaped_code(state);
  const auto put = [&](int dimension, float share) {
    code[static_cast<std::size_t>(dimension)] =
        sliders.low(dimension) + std::clamp(share, 0.0f, 1.0f) * (sliders.high(dimension) - sliders.low(dimension));
  };
  if (touched.held) {
    listening.held = true;
    const ImVec2 at = ImGui::GetMousePos();
    put(x, (at.x - pad.min.x) / pad.width());
    put(y, (pad.max.y - at.y) / pad.height());
    shape(state, code);
    frame.pointer.taken = true;
  }
  if (touched.focused) {
    const auto right = static_cast<float>(key_steps(ImGuiKey_LeftArrow, ImGuiKey_RightArrow));
    const auto up = static_cast<float>(key_steps(ImGuiKey_DownArrow, ImGuiKey_UpArrow));
    if (right != 0 || up != 0) {
      put(x, share_of(sliders, x, code[static_cast<std::size_t>(x)]) + 0.05f * right);
      put(y, share_of(sliders, y, code[static_cast<std::size_t>(y)]) + 0.05f * up);
      shape(state, code);
      play_shaped(state);
    }
  }
  draw_pad_grid(pad);
  const ImVec2 dot = {pad.min.x + pad.width() * share_of(sliders, x, code[static_cast<std::size_t>(x)]),
                      pad.max.y - pad.height() * share_of(sliders, y, code[static_cast<std::size_t>(y)])};
  ImGui::GetWindowDrawList()->AddCircleFilled(dot, kDot + (touched.held ? 2 : 0), palette().accent, 32);
  char text[64];
  std::snprintf(text, sizeof text, "two of %d latents: z%02d across, z%02d up", static_cast<int>(sliders.order.size()), x, y);
  draw_text({{pad.min.x + space::s, pad.max.y - kCaption}, {pad.max.x, pad.max.y}}, text, Face::small, palette().muted);
  if (!state.shown.view.listen.code)
    draw_text({pad.min, {pad.max.x, pad.centre().y}}, "drag to bend the sound", Face::body, palette().muted, Align::centre);
}

}  // namespace zscape
