// The interface without a window: frames drawn into ImGui's own lists, tiles uploaded to a host that only remembers them.
#include <catch2/catch.hpp>

#include "latent/drift.hpp"
#include "spec/catalogue.hpp"
#include "ui/kit/imgui_input.hpp"
#include "ui/kit/theme.hpp"
#include "ui/link/fragment.hpp"
#include "ui/session/motion.hpp"
#include "ui/session/open_model.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/fetch.hpp"
#include "ui/state/messages.hpp"
#include "ui/view/code.hpp"
#include "ui/view/interpolate_view.hpp"
#include "ui/view/limits.hpp"
#include "ui/view/settle.hpp"
#include "ui/view/view.hpp"
#include "ui_page.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

/// One linear layer each way around `latent` dimensions.
ModelSpec plain_spec(Shape sample, std::int64_t latent) {
  ModelSpec spec;
  spec.id = "plain";
  spec.sample = std::move(sample);
  spec.latent = latent;
  const std::int64_t width = sample_width(spec);
  spec.encoder = {{"in", Linear{width, 4}}};
  spec.encoder_mean = {{"mean", Linear{4, latent}}};
  spec.encoder_log_variance = {{"log_variance", Linear{4, latent}}};
  spec.decoder = {{"out", Linear{latent, width}}, Sigmoid{}};
  return spec;
}

}  // namespace

TEST_CASE("the wall shows what the seed says, from the first frame", "[ui]") {
  Page page(1280, 800);
  const ShownTiles plan = page.shown();
  REQUIRE(plan.wall >= 64);
  REQUIRE(static_cast<int>(page.host.tiles.size()) == plan.count());
  const Matrix wall = drifting_latents(20, {.seed = page.state.shown.view.draw.seed}, plan.wall, 0);
  for (int i = 0; i < plan.wall; ++i) CHECK(page.host.tiles[static_cast<std::size_t>(i)] == decoded(page.state, row(wall, i)));
}

TEST_CASE("dragging a slider changes the digit in the same frame", "[ui]") {
  Page page(1280, 800);
  const ShownTiles plan = page.shown();
  const auto dimension = static_cast<std::size_t>(plan.dimensions[4]);
  const ImVec2 on_track = page.widget(page.name_of(4)).area.centre();
  page.point(on_track, false);
  page.point(on_track, true);
  for (int step = 1; step <= 5; ++step) {
    const float before = (*page.state.shown.view.stage)[dimension];
    const auto shown = page.host.tiles[static_cast<std::size_t>(plan.stage())];
    page.point({on_track.x + 6 * static_cast<float>(step), on_track.y}, true);
    REQUIRE((*page.state.shown.view.stage)[dimension] != before);
    CHECK(page.host.tiles[static_cast<std::size_t>(plan.stage())] != shown);
    CHECK(page.host.tiles[static_cast<std::size_t>(plan.stage())] == decoded(page.state, *page.state.shown.view.stage));
  }
}

TEST_CASE("a click on the wall puts that digit on the stage", "[ui]") {
  Page page(1280, 800);
  page.click(page.host.places[9]);
  const Matrix wall = drifting_latents(20, {.seed = page.state.shown.view.draw.seed}, 10, 0);
  CHECK(std::ranges::equal(*page.state.shown.view.stage, row(wall, 9)));
  CHECK(page.state.moment.selected == 9);
}

TEST_CASE("the outline on the wall fades as its digit drifts away from the stage", "[ui]") {
  const Model model = *Model::build(random_model_file(*find_model("vae"), Dtype::f32));
  View view;
  const Code stage = sample_code(view, model, 9);
  const auto near = [&](int index) { return nearness(stage, sample_code(view, model, index)); };
  CHECK(near(9) == 1);
  CHECK(near(8) == 0);
  view.phase = 0.02;
  const float soon = near(9);
  view.phase = 0.1;
  CHECK(soon < 1);
  CHECK(near(9) < soon);
  CHECK(near(9) > 0);
  view.phase = 0.25;
  CHECK(near(9) == 0);
  view.draw.temperature = 0;  // every digit of the wall is the origin
  CHECK(near(9) == 0);
}

TEST_CASE("Set A and Set B make the digit on the stage an end of the path", "[ui]") {
  Page page(1280, 800);
  const ShownTiles plan = page.shown();
  page.click(page.place(9));
  page.press("Set A");
  CHECK(page.state.shown.view.anchors[0] == page.sampled(9));
  page.click(page.place(4));
  page.press("Set B");
  CHECK(page.state.shown.view.anchors[0] == page.sampled(9));
  CHECK(page.state.shown.view.anchors[1] == page.sampled(4));
  CHECK(page.pixels(plan.path_tile(0)) == page.pixels(9));
  CHECK(page.pixels(plan.path_tile(plan.path - 1)) == page.pixels(4));
}

TEST_CASE("the slider below the path moves the digit on it and ends playback", "[ui]") {
  Page page(1280, 800);
  const ShownTiles plan = page.shown();
  page.state.shown.view.playing = true;
  page.click(page.path_slider(0.3f));
  CHECK(page.state.shown.view.position == Approx(0.3).margin(0.01));
  CHECK_FALSE(page.state.shown.view.playing);
  const View& view = page.state.shown.view;
  const Code there = interpolate(Path::spherical, *view.anchors[0], *view.anchors[1], view.position);
  CHECK(page.pixels(plan.on_path()) == decoded(page.state, there));
  page.click(page.path_slider(1.01f));
  CHECK(page.pixels(plan.on_path()) == page.pixels(plan.path_tile(plan.path - 1)));
}

TEST_CASE("the path goes straight or around the origin, as its switch says", "[ui]") {
  Page page(1280, 800);
  const ShownTiles plan = page.shown();
  const int middle = plan.path_tile(plan.path / 2);
  const auto shown = [&](Path path) {
    const View& view = page.state.shown.view;
    return decoded(page.state, row(interpolate_strip(path, *view.anchors[0], *view.anchors[1], plan.path), plan.path / 2));
  };
  REQUIRE(shown(Path::linear) != shown(Path::spherical));
  page.press("linear");
  CHECK(page.state.shown.view.path == PathKind::linear);
  CHECK(page.pixels(middle) == shown(Path::linear));
  page.frame();
  page.press("spherical");
  CHECK(page.state.shown.view.path == PathKind::spherical);
  CHECK(page.pixels(middle) == shown(Path::spherical));
}

TEST_CASE("playback goes to B and back to A, in four seconds each", "[ui]") {
  AppState state;
  state.shown.view.drifting = false;
  state.shown.view.playing = true;
  const auto play = [&](int steps) {
    for (int i = 0; i < steps; ++i) advance(state, 0.1);
    return state.shown.view.position;
  };
  state.shown.view.position = 0.01;  // no step ends exactly at an end
  CHECK(play(39) == Approx(0.985));
  CHECK(play(1) == 1);
  state.shown.view.position = 0.99;
  CHECK(play(39) == Approx(0.015));
  CHECK(play(1) == 0);
  CHECK(play(1) == Approx(0.025));
  CHECK(state.shown.view.phase == 0);
  state.shown.view.playing = false;
  CHECK(play(5) == Approx(0.025));
}

TEST_CASE("the wall drifts one turn in forty seconds, and begins again", "[ui]") {
  AppState state;
  for (int i = 0; i < 400; ++i) advance(state, 0.1);
  CHECK(state.shown.view.phase == Approx(1));
  advance(state, 0.1);
  CHECK(state.shown.view.phase == Approx(0.0025));
  CHECK(state.shown.view.position == 0);
  state.shown.view.drifting = false;
  advance(state, 0.1);
  CHECK(state.shown.view.phase == Approx(0.0025));
}

TEST_CASE("a page that was hidden for an hour goes on where it was", "[ui]") {
  Page page(1280, 800);
  page.state.shown.view.drifting = true;
  page.frame(3600);
  CHECK(page.state.shown.view.phase == Approx(0.0025));
}

TEST_CASE("the wheel over a slider steps it where nothing scrolls", "[ui]") {
  Page page(1280, 800);
  page.point(page.widget("z04").area.centre(), false);
  const float& value = (*page.state.shown.view.stage)[4];
  const float before = value;
  ImGuiIO& io = ImGui::GetIO();
  io.MouseWheel = 1;
  page.frame();
  CHECK(value == Approx(before + 0.06f));
  report_modifiers(io, false, true, false);  // in fine steps, and sideways as browsers report it then
  io.MouseWheel = -1;
  page.frame();
  CHECK(value == Approx(before + 0.054f));
  io.MouseWheelH = -1;
  page.frame();
  CHECK(value == Approx(before + 0.048f));
}

TEST_CASE("the space bar draws another wall", "[ui]") {
  Page page(1280, 800);
  page.state.shown.view.phase = 0.25;
  page.hold_space();
  page.frame();
  CHECK(page.state.shown.view.draw.seed == 8);
  CHECK(page.state.shown.view.phase == 0);
  page.frame();
  CHECK(page.state.shown.view.draw.seed == 8);
}

TEST_CASE("nothing is decoded or uploaded while nothing changes", "[ui]") {
  Page page(1280, 800);
  const int uploads = page.host.uploads;
  page.frame();
  CHECK(page.host.uploads == uploads);
}

TEST_CASE("a copied link shows the same tiles", "[ui]") {
  Page page(1280, 800);
  page.state.shown.view.drifting = true;
  for (int i = 0; i < 3; ++i) page.frame();
  page.state.shown.view.drifting = false;
  const std::string link = to_fragment(page.state.shown.view);
  const auto tiles = page.host.tiles;
  page.state.shown.view = View{};
  page.frame();
  REQUIRE(page.host.tiles != tiles);
  page.state.shown.view = *parse_fragment(link);
  page.frame();
  CHECK(page.host.tiles == tiles);
}

TEST_CASE("a file that is no model leaves the old one in use", "[ui]") {
  Page page(1280, 800);
  const std::vector<std::byte> junk(100, std::byte{0x7f});
  open_model(page.state, junk, "junk.safetensors");
  REQUIRE(page.state.messages.failure.has_value());
  CHECK_THAT(page.state.messages.failure->error.message, Catch::StartsWith("junk.safetensors: "));
  CHECK(page.state.opened.label == "vae");
  open_model(page.state, junk, "vae", std::string(64, '0'));
  CHECK_THAT(page.state.messages.failure->error.message, Catch::Contains("expected SHA-256 000") && Catch::Contains("found"));
  page.frame();
}

TEST_CASE("a model that did not load is offered again beside its error, until another file is opened", "[ui]") {
  Page page(1280, 800);
  const auto fail = [&] {
    show_error(page.state.messages, Error{ErrorCode::io, "vae2d.safetensors: the server does not answer"},
               FetchFile{Purpose::model, "vae2d"});
    page.state.outbox.clear();
    page.frame();
  };
  // The buttons at the right of the banner, below the top bar.
  const float middle = 48 + space::s + (36 + space::s) / 2;
  const ImVec2 dismiss = {1280 - space::l - space::m - 18, middle};
  const ImVec2 again = {1280 - space::l - space::m - 36 - space::s - 30, middle};
  fail();
  page.click(again);
  CHECK(commands_of<FetchFile>(page.state) == std::vector<FetchFile>{{Purpose::model, "vae2d"}});
  CHECK_FALSE(page.state.messages.failure);

  fail();
  page.click(dismiss);
  CHECK(page.state.outbox.empty());
  CHECK_FALSE(page.state.messages.failure);

  fail();
  const std::vector<std::byte> junk(100, std::byte{0x7f});
  open_model(page.state, junk, "junk.safetensors");
  page.frame();
  page.click(again);
  CHECK(page.state.outbox.empty());
  CHECK(page.state.messages.failure);
}

TEST_CASE("a model with more than the interface can show is refused and the old one stays", "[ui]") {
  Page page(1280, 800);
  const std::string sha256 = page.state.opened.model->tensors_sha256();
  const auto refusal = [&](const ModelSpec& spec) {
    page.state.messages.failure.reset();
    open_model(page.state, golden_file(spec, Dtype::f16), "large");
    CHECK(page.state.opened.label == "vae");
    CHECK(page.state.shown.view.model_id == "vae");
    page.frame();
    return page.state.messages.failure.value_or(Failure{{ErrorCode::io, "opened"}}).error;
  };
  const Error latents = refusal(plain_spec({1, 3, 3}, 2001));
  CHECK(latents.code == ErrorCode::unsupported);
  CHECK(latents.message == "large: expected at most 2000 latent dimensions, found 2001");
  const Error pixels = refusal(plain_spec({1, 1, 1601}, 2));
  CHECK(pixels.code == ErrorCode::unsupported);
  CHECK_THAT(pixels.message, Catch::StartsWith("large: expected at most 1600 pixels, found 1601"));
  const Error reads = refusal(*find_model("lenet"));
  CHECK(reads.message == "large: expected a model that makes pictures, found one that only classifies them");
}

TEST_CASE("the largest model fits into the host's tiles on the largest window", "[ui]") {
  Page page(10000, 10000);
  page.state.shown.view = View{};
  page.state.moment.decode_budget = {};
  open_model(page.state, golden_file(plain_spec({1, 40, 40}, kMaxLatents), Dtype::f16), "plain");
  REQUIRE_FALSE(page.state.messages.failure);
  page.frame();
  CHECK(page.shown().wall <= kMaxWall);
  CHECK(page.host.tiles.size() <= kMaxTiles);
  for (float width = 900; width < 6000; width += 91) {
    ImGui::GetIO().DisplaySize = {width, 0.6f * width};
    page.frame();
    INFO(width);
    CHECK(page.shown().wall <= kMaxWall);
    CHECK(page.shown().wall > 0);
  }
}

TEST_CASE("on a phone a finger going up scrolls the page and one going sideways moves a slider", "[ui]") {
  Page page(360, 740);
  const ShownTiles plan = page.shown();
  CHECK(plan.wall == 30);
  const View before = page.state.shown.view;
  const auto top_before = page.host.places[0].y;
  page.point({180, 450}, true);
  for (int step = 1; step <= 6; ++step) page.point({180, 450 - 50.0f * static_cast<float>(step)}, true);
  page.point({180, 150}, true);  // at rest, so that the page does not glide on
  page.point({180, 150}, false);
  page.frame();
  CHECK(page.host.places[0].y < top_before - 50);
  CHECK(page.state.shown.view == before);  // the digit it started on was not clicked

  const ImVec2 preview = page.host.places[static_cast<std::size_t>(plan.variation(0, 0))];
  const auto dimension = static_cast<std::size_t>(plan.dimensions[0]);
  const float start = preview.x - 110;
  page.point({start, preview.y}, false);
  page.point({start, preview.y}, true);
  CHECK(page.state.shown.view == before);
  for (int step = 1; step <= 6; ++step) page.point({start + 8 * static_cast<float>(step), preview.y}, true);
  page.point({start + 48, preview.y}, false);
  CHECK((*page.state.shown.view.stage)[dimension] != (*before.stage)[dimension]);
  CHECK(page.host.places[static_cast<std::size_t>(plan.variation(0, 0))].y == preview.y);
}
