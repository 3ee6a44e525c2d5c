// What a person chose of the look and has seen, from one visit to the next; and the reduced motion that their system asks for.
#include <catch2/catch.hpp>

#include "ui/kit/theme.hpp"
#include "ui/panels/bar/tour.hpp"
#include "ui/session/changes.hpp"
#include "ui/session/links.hpp"
#include "ui/session/preferences_in_use.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"
#include "ui/state/preferences.hpp"
#include "ui/view/tab.hpp"
#include "ui_page.hpp"

namespace zscape::testing {
namespace {

/// What the shell was asked to remember last, and how often.
struct Told {
  std::string text;
  int times = 0;
};

Told told(const AppState& state) {
  Told told;
  for (const Remember& command : commands_of<Remember>(state)) told = {command.text, told.times + 1};
  return told;
}

}  // namespace

TEST_CASE("preferences come back from their text, and what was not chosen is not in it", "[ui]") {
  CHECK(to_text(Preferences{}).empty());
  CHECK(parse_preferences("") == Preferences{});
  for (const auto theme : {std::optional<Theme>(), std::optional(Theme::dark), std::optional(Theme::light)}) {
    for (const auto map : {std::optional<ColourMap>(), std::optional(ColourMap::grey), std::optional(ColourMap::viridis)}) {
      for (const bool flag : {false, true}) {
        const Preferences preferences = {.theme = theme, .smooth = flag, .colour_map = map, .tour_seen = flag};
        CHECK(parse_preferences(to_text(preferences)) == preferences);
      }
    }
  }
  CHECK(to_text({.theme = Theme::light, .smooth = false, .colour_map = ColourMap::magma, .tour_seen = true}) ==
        "theme=light pixels=raw colours=magma tour=seen");
}

TEST_CASE("of a text from another version, or a broken one, what can be read is read", "[ui]") {
  Preferences light;
  light.theme = Theme::light;
  for (const char* text : {"theme=light", "theme=light\n", "  theme=light  ", "font=large theme=light", "theme=light theme=blue",
                           "colours=plaid theme=light", "colours= theme=light", "pixels=raw\xff theme=light tour"}) {
    INFO(text);
    CHECK(parse_preferences(text) == light);
  }
  CHECK(parse_preferences("{\"theme\":\"light\"}") == Preferences{});
}

TEST_CASE("each choice is told to the shell once, and what it remembered is not", "[ui]") {
  Page page(1280, 800);
  recall(page.state, "theme=dark tour=seen");
  page.frame();
  CHECK(told(page.state).times == 0);
  page.press("look");
  page.frame();
  page.frame();
  page.press("light");
  CHECK(told(page.state).text == "theme=light tour=seen");
  page.press("raw");
  page.press("magma");
  page.frame();
  CHECK(told(page.state).text == "theme=light pixels=raw colours=magma tour=seen");
  CHECK(told(page.state).times == 3);

  AppState next;
  recall(next, told(page.state).text);
  CHECK(next.settings.preferences == page.state.settings.preferences);
}

TEST_CASE("the theme is the system's until the person chooses one", "[ui]") {
  AppState state;
  CHECK(theme_in_use(state) == Theme::dark);
  state.settings.system_theme = Theme::light;
  CHECK(theme_in_use(state) == Theme::light);
  CHECK(colour_map_in_use(state) == ColourMap::paper);
  state.settings.preferences.theme = Theme::dark;
  CHECK(theme_in_use(state) == Theme::dark);
  CHECK(colour_map_in_use(state) == ColourMap::grey);
}

TEST_CASE("who has seen the tour is not offered it again", "[ui]") {
  AppState state;
  recall(state, "tour=seen");
  offer_tour(state);
  CHECK_FALSE(state.moment.tour_stop.has_value());
  begin_tour(state);
  CHECK(state.moment.tour_stop.has_value());
}

TEST_CASE("with reduced motion the wall stands still until the person or a link has it drift", "[ui]") {
  Page page(1280, 800);
  page.state.shown.view.drifting = true;
  const auto moves = [&] {
    const double phase = page.state.shown.view.phase;
    page.frame();
    page.frame();
    return page.state.shown.view.phase != phase;
  };
  CHECK(moves());
  set_reduced_motion(page.state, true);
  CHECK_FALSE(moves());
  follow_link(page.state, "seed=8");
  CHECK_FALSE(moves());
  follow_link(page.state, "seed=8&drift=1");
  CHECK(moves());
  follow_link(page.state, "seed=8");
  CHECK_FALSE(moves());
  page.press("Drift");
  CHECK(moves());
  set_reduced_motion(page.state, false);
  follow_link(page.state, "seed=9");
  CHECK(moves());
}

TEST_CASE("with reduced motion a path that the person plays is played", "[ui]") {
  Page page(1280, 800);
  set_reduced_motion(page.state, true);
  page.state.shown.view.tab = Tab::interpolate;
  page.frame();
  page.frame();
  const double before = page.state.shown.view.position;
  page.press("play");
  page.frame();
  CHECK(page.state.shown.view.position != before);
}

}  // namespace zscape::testing
