// The Listen tab: what is played when somebody shapes, presses and draws.
#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>

#include "ui/kit/layout.hpp"
#include "ui/session/arrivals.hpp"
#include "ui/sound/listening.hpp"
#include "ui/sound/making.hpp"
#include "ui/sound/shaping.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/fetch.hpp"
#include "ui/state/listening.hpp"
#include "ui/state/sliders.hpp"
#include "ui/view/code.hpp"
#include "ui/view/listen_view.hpp"
#include "ui/view/tab.hpp"
#include "ui_listen_page.hpp"

using namespace zscape;
using namespace zscape::testing;

TEST_CASE("the shaped sound loops while it is wanted, and follows what is shaped", "[ui]") {
  ListenPage page;
  page.listen();
  const auto told = [&] { return of_kind<SetLoop>(take_requests(page.state).mixed); };
  take_requests(page.state);
  page.press("Loop");
  CHECK(told() == std::vector<SetLoop>{{page.shaped_samples()}});
  page.press("Loop");
  CHECK(told() == std::vector<SetLoop>{{}});
  page.press("Loop");
  CHECK(told() == std::vector<SetLoop>{{page.shaped_samples()}});

  page.press("Map");
  CHECK(told() == std::vector<SetLoop>{{}});
  page.press("Listen");
  CHECK(told() == std::vector<SetLoop>{{page.shaped_samples()}});

  const Code before = shaped_code(page.state);
  page.nudge();
  CHECK(of_kind<SetLoop>(page.answer()) == std::vector<SetLoop>{{page.shaped_samples()}});
  CHECK(shaped_code(page.state) != before);
}

TEST_CASE("the pad shapes the two latents that are heard most", "[ui]") {
  ListenPage page;
  page.listen();
  const Sliders& sliders = page.state.listening.sliders;
  const Rect pad = page.widget("latent pad").area;
  REQUIRE(sliders.ordered);
  CHECK_FALSE(is_listening(page.state));  // the page rests
  const std::vector<double>& heard = sliders.activity->values();
  CHECK(std::ranges::is_sorted(sliders.order, std::greater(), [&](int d) { return heard[static_cast<std::size_t>(d)]; }));
  const Code before = shaped_code(page.state);
  page.click({pad.min.x + 3, pad.min.y + 3});
  const Code after = shaped_code(page.state);
  for (int d = 0; d < 3; ++d) {
    const auto at = static_cast<std::size_t>(d);
    CHECK((before[at] == after[at]) == (d == sliders.order[2]));
  }
}

TEST_CASE("Play plays what is shaped, each time it is pressed, and only that", "[ui]") {
  ListenPage page;
  page.listen();
  for (int i = 0; i < 2; ++i) {
    page.press("Play");
    const auto played = of_kind<PlayOnce>(page.answer());
    REQUIRE(played.size() == 1);
    CHECK(played[0].samples == page.shaped_samples());
  }
  page.answer();
  page.nudge();
  for (int i = 0; i < 3; ++i) CHECK(of_kind<PlayOnce>(page.answer()).empty());
  page.nudge();
  page.press("Play");  // before its sound is there
  std::vector<PlayOnce> played;
  for (int i = 0; i < 3; ++i)
    for (PlayOnce& one : of_kind<PlayOnce>(page.answer())) played.push_back(std::move(one));
  REQUIRE(played.size() == 1);
  CHECK(played[0].samples == page.shaped_samples());
}

TEST_CASE("a tap on the pad is heard in full when it is let go", "[ui]") {
  ListenPage page;
  page.listen();
  page.click(page.widget("latent pad").area.min);
  std::vector<PlayOnce> played;
  for (int i = 0; i < 3; ++i)
    for (PlayOnce& one : of_kind<PlayOnce>(page.answer())) played.push_back(std::move(one));
  REQUIRE(played.size() == 1);
  CHECK(played[0].samples == page.shaped_samples());
}

TEST_CASE("a late answer for a sound that was asked for again is not heard", "[ui]") {
  ListenPage page;
  page.listen();
  page.nudge();
  page.frame();
  const Asked asked = take_requests(page.state);
  REQUIRE(asked.made.size() == 1);
  hear(page.state, kShaped, asked.made[0].serial + 7, std::vector<float>(kWave, 0.5f), {});
  CHECK(page.state.listening.sounds[kShaped].samples != std::vector<float>(kWave, 0.5f));
  hear(page.state, kShaped, asked.made[0].serial, std::vector<float>(kWave, 0.25f), {});
  CHECK(page.state.listening.sounds[kShaped].samples == std::vector<float>(kWave, 0.25f));
}

TEST_CASE("digit keys hit the pads, each of which says its digit in a voice that can be changed", "[ui]") {
  ListenPage page;
  page.listen();
  const MadeSound seven = page.state.listening.sounds[kFirstPad + 7];
  CHECK(seven.code[3 + 7] == 1);
  CHECK(seven.samples == heard_of(seven.row));
  page.type('7');
  CHECK(page.state.shown.view.tab == Tab::listen);
  CHECK(of_kind<HitPad>(take_requests(page.state).mixed) == std::vector<HitPad>{{7}});

  page.press("vary pad 7");
  std::vector<MixerCommand> told;
  for (int i = 0; i < 3; ++i)
    for (MixerCommand& command : page.answer()) told.push_back(std::move(command));
  const MadeSound& other = page.state.listening.sounds[kFirstPad + 7];
  CHECK(other.code != seven.code);
  CHECK(of_kind<SetPad>(told) == std::vector<SetPad>{{7, other.samples}});
  CHECK(of_kind<HitPad>(told) == std::vector<HitPad>{{7}});
}

TEST_CASE("steps are set by a click, drawn by a drag, and played by Space", "[ui]") {
  ListenPage page;
  page.listen();
  const Rect steps = page.widget("steps of the beat").area;
  const auto cell = [&](int pad, int step) {
    return ImVec2(steps.min.x + steps.width() * (static_cast<float>(step) + 0.5f) / kSteps,
                  steps.min.y + steps.height() * (static_cast<float>(pad) + 0.5f) / kPads);
  };
  page.click(cell(3, 5));
  CHECK(page.state.shown.view.listen.steps[5] == 1 << 3);
  page.point(cell(0, 0), false);
  for (int step = 0; step < 4; ++step) page.point(cell(0, step), true);
  page.point(cell(0, 3), false);
  for (std::size_t step = 0; step < 4; ++step) CHECK(page.state.shown.view.listen.steps[step] == 1);
  page.click(cell(3, 5));
  CHECK(page.state.shown.view.listen.steps[5] == 0);

  take_requests(page.state);
  for (const bool playing : {true, false}) {
    page.key(Page::kSpace);
    const auto patterns = of_kind<SetPattern>(page.answer());
    REQUIRE(patterns.size() == 1);
    CHECK(patterns[0].pattern ==
          Pattern{.steps = page.state.shown.view.listen.steps, .tempo = 120, .swing = 0, .playing = playing});
    CHECK(page.state.listening.beating == playing);
  }
}

TEST_CASE("between two sounds that were kept lies a path, which can be walked", "[ui]") {
  ListenPage page;
  page.listen();
  page.keep_two();
  const auto [a, b] = page.state.shown.view.listen.anchors;
  REQUIRE((a && b && *a != *b));
  page.press("Morph");
  CHECK(page.state.listening.walking);
  for (int i = 0; i < 20; ++i) page.answer();
  const Code on_the_way = shaped_code(page.state);
  CHECK(on_the_way != *a);
  CHECK(on_the_way != *b);
  page.press("Morph");
  REQUIRE(page.state.shown.view.listen.code);
  CHECK(shaped_code(page.state) == *page.state.shown.view.listen.code);
}

TEST_CASE("the handle between two sounds stands where the shaped one is, in a page opened from a link too", "[ui]") {
  ListenView shared;
  {
    ListenPage page;
    page.listen();
    page.keep_two();
    page.answer();
    CHECK(page.state.listening.between == 1);
    page.press("back to A");
    page.answer();
    CHECK(page.state.listening.between == 0);
    page.state.listening.between = 0.25;
    shape(page.state, morphed_code(page.state));
    shared = page.state.shown.view.listen;
  }
  ListenPage page;
  page.state.shown.view.listen = shared;
  page.listen();
  CHECK(page.state.listening.between == 0.25);
}

TEST_CASE("a digit that is chosen elsewhere is spoken to who asked for that", "[ui]") {
  ListenPage page;
  page.state.published.manifest.models.push_back(entry("cvae", ModelRole::generator, "mnist"));
  page.open(*find_model("cvae"));
  page.click(page.stage_class(8));
  page.frame();
  CHECK_FALSE(page.state.listening.to_speak);
  page.state.settings.preferences.speaks = true;
  page.click(page.stage_class(8));
  page.frame();
  CHECK(page.state.listening.to_speak == 8);
  REQUIRE(arrived(page.state, {Purpose::sounds, "tiny-sounds"}, page.bytes));
  std::vector<MixerCommand> told;
  for (int i = 0; i < 2 * kSlots; ++i)
    for (MixerCommand& command : page.answer()) told.push_back(std::move(command));
  CHECK(of_kind<HitPad>(told) == std::vector<HitPad>{{8}});
  CHECK_FALSE(page.state.listening.to_speak);
}
