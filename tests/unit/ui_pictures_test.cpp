// Decoding within a frame's budget, by a clock that the test moves.
#include <catch2/catch.hpp>

#include "latent/drift.hpp"
#include "ui/session/changes.hpp"
#include "ui/session/open_model.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"
#include "ui/view/code.hpp"
#include "ui/view/settle.hpp"
#include "ui/view/view.hpp"
#include "ui_page.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

class SlowPage : public Page {
 public:
  SlowPage() : Page(1280, 800) {
    decode_slowly();
    state.derived.pictures.tile_milliseconds = 3;
  }

  const Pictures& pictures() const { return state.derived.pictures; }
};

}  // namespace

TEST_CASE("a slow model's pictures come a few in each frame, the stage first, and old ones stay until then", "[ui]") {
  SlowPage page;
  AppState& state = page.state;
  const ShownTiles plan = page.shown();
  const auto before = page.host.tiles;
  state.shown.view.stage = page.sampled(2);
  set_seed(state, 99);
  page.frame();
  CHECK(page.pixels(plan.stage()) == before[2]);
  CHECK(page.pictures().pending > plan.wall);
  int changed = 0;
  for (int tile = 0; tile < plan.count(); ++tile) {
    const auto now = page.pixels(tile);
    changed += now != before[static_cast<std::size_t>(tile)] ? 1 : 0;
  }
  CHECK(changed <= 8);

  int frames = 1;
  for (; page.pictures().pending > 0; ++frames) {
    const int pending = page.pictures().pending;
    page.frame();
    REQUIRE(page.pictures().pending < pending);
  }
  CHECK(frames > 20);
  for (int i = 0; i < plan.wall; ++i) CHECK(page.pixels(i) == decoded(state, page.sampled(i)));
  for (int i = 0; i < plan.sliders(); ++i) {
    Code code = *state.shown.view.stage;
    code[static_cast<std::size_t>(plan.dimensions[static_cast<std::size_t>(i)])] = 2;
    CHECK(page.pixels(plan.variation(i, 4)) == decoded(state, code));
  }
}

TEST_CASE("what is under the pointer is decoded before the rest of the wall", "[ui]") {
  SlowPage page;
  page.point(page.place(70), false);
  set_seed(page.state, 99);
  page.frame();
  CHECK(page.pictures().pending > 0);
  CHECK(page.pixels(70) == decoded(page.state, page.sampled(70)));
}

TEST_CASE("everything has its turn while the stage keeps changing", "[ui]") {
  SlowPage page;
  AppState& state = page.state;
  const ShownTiles plan = page.shown();
  set_seed(state, 99);
  for (int i = 0; i < 2 * plan.count(); ++i) {
    (*state.shown.view.stage)[3] += 0.001f;
    page.frame();
    REQUIRE(page.pixels(plan.stage()) == decoded(state, *state.shown.view.stage));
  }
  for (int i = 0; i < plan.wall; ++i) CHECK(page.pixels(i) == decoded(state, page.sampled(i)));
}

TEST_CASE("a slow wall that drifts shows one moment after the other, each of them whole", "[ui]") {
  SlowPage page;
  AppState& state = page.state;
  state.shown.view.drifting = true;
  int moments = 0;
  for (int frame = 0; frame < 400; ++frame) {
    page.frame();
    if (page.pictures().pending > 0) continue;
    ++moments;
    View then = state.shown.view;
    then.phase = page.state.derived.wall_codes.source.phase;
    for (const int tile : {0, 50, page.shown().wall - 1})
      CHECK(page.pixels(tile) == decoded(state, sample_code(then, *state.opened.model, tile)));
  }
  CHECK(moments >= 3);
  CHECK(moments <= 40);
}

TEST_CASE("another model's pictures stay in sight until its own are complete", "[ui]") {
  SlowPage page;
  AppState& state = page.state;
  const auto before = page.host.tiles;
  ModelFile other = unstored_model_file(*find_model("vae"), Dtype::f32);
  for (auto& [name, tensor] : other.tensors)
    for (float& value : tensor.values) value *= -2;
  open_model(state, golden_file(other), "other");
  page.frame();
  const int last = page.shown().wall - 1;
  CHECK_FALSE(page.pictures().complete);
  CHECK(page.pixels(last) == before[static_cast<std::size_t>(last)]);
  while (page.pictures().pending > 0) page.frame();
  CHECK(page.pictures().complete);
  CHECK(page.pixels(last) == decoded(state, page.sampled(last)));
}

TEST_CASE("a window of another size decodes only what it did not show", "[ui]") {
  SlowPage page;
  const auto stage = page.pixels(page.shown().stage());
  ImGui::GetIO().DisplaySize = {1380, 860};
  page.frame();
  const ShownTiles plan = page.shown();
  REQUIRE(plan.wall > 100);
  CHECK(page.pixels(plan.stage()) == stage);
  CHECK(page.pictures().pending < plan.wall);
  CHECK(page.pixels(3) == decoded(page.state, page.sampled(3)));
}
