// The wall and what is beside it: how many digits, what they are drawn from, clouds, verdicts, real digits, colours.
#include <catch2/catch.hpp>

#include "latent/cloud.hpp"
#include "latent/drift.hpp"
#include "published_model.hpp"
#include "ui/files/classifier.hpp"
#include "ui/files/side_files.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/link/fragment.hpp"
#include "ui/link/values.hpp"
#include "ui/pictures/verdicts.hpp"
#include "ui/session/arrivals.hpp"
#include "ui/session/changes.hpp"
#include "ui/session/motion.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/fetch.hpp"
#include "ui/state/pictures.hpp"
#include "ui/view/code.hpp"
#include "ui/view/settle.hpp"
#include "ui/view/tab.hpp"
#include "ui/view/view.hpp"
#include "ui_page.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

void check_wall(const Page& page, const Matrix& codes) {
  REQUIRE(page.shown().wall == codes.rows());
  const Matrix pictures = page.state.opened.model->decode(codes);
  for (int i = 0; i < page.shown().wall; ++i) CHECK(page.pixels(i) == bytes_of(row(pictures, i)));
}

/// With a published classifier and published digits of the test set.
class FullPage : public Page {
 public:
  FullPage(float width, float height, const char* model) : Page(width, height) {
    ManifestEntry generator = entry(model, ModelRole::generator, "mnist");
    state.published.manifest = {.models = {generator, entry("lenet", ModelRole::classifier, "mnist")},
                                .datasets = {{.id = "mnist", .digits = {"mnist.digits.safetensors", 1, ""}}}};
    state.opened.model = published_model(model);
    state.shown.view = {};
    state.shown.view.model_id = model;
    state.shown.view.drifting = false;
    frame();
    state.published.classifier = published_model("lenet");
    state.published.digits = *parse_digits_file(*read_file(ZSCAPE_SOURCE_DIR "/assets/models/mnist.digits.safetensors"));
    frame();
  }

  /// What the classifier gives each class in a tile.
  Matrix classified(int tile) const {
    Matrix x(1, 784);
    std::ranges::transform(pixels(tile), row(x, 0).begin(), [](auto byte) { return static_cast<float>(byte) / 255; });
    return state.published.classifier->classify(x);
  }
};

}  // namespace

TEST_CASE("a wall shows as many digits as asked, as large as fit, all in sight of their panel", "[ui]") {
  for (const ImVec2 screen : {ImVec2(360, 740), ImVec2(1280, 800), ImVec2(2560, 1440)}) {
    Page page(screen.x, screen.y);
    float last = screen.y;
    for (const int count : {1, 2, 10, 97, 400, 1024}) {
      INFO(screen.x << " " << count);
      page.state.shown.view.wall_count = count;
      page.frame();
      REQUIRE(page.shown().wall == count);
      CHECK(page.size(0).x <= last);
      CHECK(page.size(0).x >= 9);
      last = page.size(0).x;
      const float right = screen.x > 940 ? page.place(page.shown().stage()).x : screen.x;
      for (int i = 0; i < count; ++i) {
        REQUIRE(page.place(i).x + page.size(i).x / 2 <= right);
        if (screen.x > 940) REQUIRE(page.place(i).y + page.size(i).y / 2 <= page.place(page.shown().path_tile(0)).y);
      }
    }
    check_wall(page, drifting_codes(*page.state.opened.model, page.state.shown.view.draw, 1024, 0));
  }
}

TEST_CASE("the slider of the count goes from 1 to 1024, and a double click gives as many as fit", "[ui]") {
  Page page(1280, 800);
  page.frame();
  const int usual = page.shown().wall;
  CHECK(page.widget("count").value == std::to_string(usual));
  const Rect area = page.widget("count").area;
  page.click({area.max.x - 1, area.centre().y});
  CHECK(page.state.shown.view.wall_count == 1024);
  for (int i = 0; i < 30; ++i) page.frame();
  page.click({area.min.x + 1, area.centre().y});
  CHECK(page.state.shown.view.wall_count == 1);
  CHECK_THAT(to_fragment(page.state.shown.view), Catch::Contains("&count=1&"));
  page.click({area.min.x + 1, area.centre().y});
  CHECK_FALSE(page.state.shown.view.wall_count);
  page.frame();
  CHECK(page.shown().wall == usual);
}

TEST_CASE("truncation goes from half a sigma to three, and is off at the end of its slider", "[ui]") {
  Page page(1280, 800);
  const Draw& draw = page.state.shown.view.draw;
  CHECK(page.widget("truncation").value == "off");
  const Rect area = page.widget("truncation").area;
  page.click({area.min.x + 1, area.centre().y});
  CHECK(draw.truncation == 0.5f);
  CHECK_THAT(to_fragment(page.state.shown.view), Catch::Contains("&truncation=0.5&"));
  const Matrix codes = drifting_codes(*page.state.opened.model, {.seed = 7, .truncation = 0.5f}, page.shown().wall, 0);
  CHECK(codes.cwiseAbs().maxCoeff() <= 0.5f);
  check_wall(page, codes);
  for (int i = 0; i < 30; ++i) page.frame();
  page.click({area.max.x - 1, area.centre().y});
  CHECK(std::isinf(draw.truncation));
  CHECK_THAT(to_fragment(page.state.shown.view), !Catch::Contains("truncation"));
  for (const float truncation : {kMinTruncation, 1.234f, kMaxTruncation}) {
    View view;
    view.draw.truncation = truncation;
    CHECK(*parse_fragment(to_fragment(view)) == view);
  }
}

TEST_CASE("raw noise in place of a fitted prior is another wall; without a prior there is no switch", "[ui]") {
  Page page(1440, 900);
  CHECK(std::ranges::count(page.state.moment.interaction.widgets, "N(0, I)", &Widget::name) == 0);
  page.open(with_prior("ae"));
  page.state.shown.view.wall = Wall::samples;
  page.frame();
  check_wall(page, drifting_codes(*page.state.opened.model, {.seed = 7}, page.shown().wall, 0));
  const auto before = page.host.tiles;
  page.press("N(0, I)");
  CHECK(page.state.shown.view.draw.raw);
  check_wall(page, drifting_codes(*page.state.opened.model, {.seed = 7, .raw = true}, page.shown().wall, 0));
  CHECK(page.pixels(0) != before[0]);
  CHECK_THAT(to_fragment(page.state.shown.view), Catch::Contains("&raw=1&"));
  page.frame();
  page.press("prior");
  CHECK(page.pixels(0) == before[0]);

  View view;
  view.draw.raw = true;
  const auto complaint = settle(view, *Model::build(random_model_file(*find_model("vae"), Dtype::f32)));
  REQUIRE(complaint);
  CHECK(complaint->message == "the raw prior was left out: model vae has no other one");
}

TEST_CASE("more like this is the cloud around the digit on the stage, as its link is", "[ui]") {
  Page page(1280, 800);
  View& view = page.state.shown.view;
  page.click(page.place(9));
  view.tab = Tab::interpolate;
  page.frame();
  const Code stage = *view.stage;
  page.press("More like this");
  page.frame();
  CHECK(view.tab == Tab::generate);
  REQUIRE(view.wall == Wall::cloud);
  CHECK(view.cloud_centre == stage);
  check_wall(page, cloud(*page.state.opened.model, stage, 7, page.shown().wall, 0.5f, 0));
  page.click(page.place(4));  // the cloud stays where it is
  CHECK(view.cloud_centre == stage);
  CHECK(page.pixels(page.shown().stage()) == page.pixels(4));

  view.cloud_radius = 0.25f;
  view.phase = 0.125;
  view.frozen = {0, 13};
  page.frame();
  Matrix codes = cloud(*page.state.opened.model, stage, 7, page.shown().wall, 0.25f, 0.125);
  for (const int d : view.frozen) codes.col(d).setConstant(stage[static_cast<std::size_t>(d)]);
  check_wall(page, codes);
  const auto tiles = page.host.tiles;
  const std::string link = to_fragment(view);
  view = View{};
  page.frame();
  CHECK(page.host.tiles != tiles);
  view = *parse_fragment(link);
  page.frame();
  CHECK(page.host.tiles == tiles);

  page.press("samples");
  page.frame();
  CHECK_FALSE(view.cloud_centre);
  CHECK(page.pixels(0) == decoded(page.state, page.sampled(0)));
}

TEST_CASE("the radius of a cloud is in standard deviations of the prior", "[ui]") {
  Page page(1440, 900);
  page.open(with_prior("ae"));
  show_wall(page.state, Wall::cloud, 0);
  page.frame();
  double sum = 0;
  for (const float deviation : page.state.derived.sliders.deviation) sum += static_cast<double>(deviation) * deviation;
  const auto radius = 0.5f * static_cast<float>(std::sqrt(sum / 64));
  check_wall(page, cloud(*page.state.opened.model, *page.state.shown.view.stage, 7, page.shown().wall, radius, 0));
}

TEST_CASE("verdicts are what the classifier reads in the tiles, and the tally counts them", "[ui]") {
  for (const ImVec2 screen : {ImVec2(1280, 800), ImVec2(360, 740)}) {
    FullPage page(screen.x, screen.y, "vae");
    AppState& state = page.state;
    CHECK(state.derived.wall_verdicts.tiles.empty());
    state.shown.view.verdicts = true;
    page.frame();
    page.frame();
    const int count = page.shown().wall;
    REQUIRE(std::ssize(state.derived.wall_verdicts.tiles) == count);
    CHECK(state.derived.wall_verdicts.pending == 0);
    std::vector<int> counts(10);
    for (int i = 0; i < count; ++i) {
      const auto& verdict = state.derived.wall_verdicts.tiles[static_cast<std::size_t>(i)];
      REQUIRE(verdict);
      const Matrix probabilities = page.classified(i);
      CHECK(verdict->probability == probabilities.maxCoeff());
      CHECK(verdict->probability == probabilities(0, verdict->label));
      ++counts[static_cast<std::size_t>(verdict->label)];
    }
    CHECK(tally(state) == counts);
    std::string text;
    for (int c = 0; c < 10; ++c) {
      text += (c > 0 ? ", " : "") + std::to_string(c) + ": " + std::to_string(counts[static_cast<std::size_t>(c)]);
    }
    CHECK(page.widget("tally").value == text);
    if (screen.x < 900) page.press("More");
    page.frame();
    page.press("Verdicts");
    page.frame();
    CHECK(state.derived.wall_verdicts.tiles.empty());
  }
}

TEST_CASE("digits are read as far as the budget goes; one that drifts keeps its verdict until the next", "[ui]") {
  FullPage page(1280, 800, "vae");
  AppState& state = page.state;
  state.shown.view.verdicts = true;
  static double now;
  now = 0;
  state.moment.decode_budget = {.milliseconds = 3, .now = [] { return now += 1; }};
  page.frame();
  const int pending = state.derived.wall_verdicts.pending;
  CHECK(pending > 0);
  CHECK(is_moving(state));
  for (int i = 0; i < 400 && state.derived.wall_verdicts.pending > 0; ++i) page.frame();
  REQUIRE(state.derived.wall_verdicts.pending == 0);
  const auto first = state.derived.wall_verdicts.tiles;

  state.shown.view.drifting = true;
  for (int i = 0; i < 40; ++i) {
    page.frame();
    CHECK(std::ranges::all_of(state.derived.wall_verdicts.tiles, [](const auto& verdict) { return verdict.has_value(); }));
  }
  CHECK(std::ranges::count_if(state.derived.wall_verdicts.tiles, [&](const auto& verdict) {
          return verdict->code != first[static_cast<std::size_t>(&verdict - state.derived.wall_verdicts.tiles.data())]->code;
        }) > 20);
  set_seed(state, 99);  // other digits
  page.frame();
  CHECK(std::ranges::any_of(state.derived.wall_verdicts.tiles, [](const auto& verdict) { return !verdict; }));
}

TEST_CASE("real digits lie beside the wall, and a click brings one to the stage through the encoder", "[ui]") {
  for (const char* id : {"vae", "cvae"}) {
    for (const ImVec2 screen : {ImVec2(1280, 800), ImVec2(360, 740)}) {
      FullPage page(screen.x, screen.y, id);
      AppState& state = page.state;
      CHECK(state.derived.pictures.find(Role::real) == nullptr);
      state.shown.view.real = true;
      page.frame();
      const ShownGroup* real = state.derived.pictures.find(Role::real);
      REQUIRE(real != nullptr);
      REQUIRE(real->count() >= 5);
      CHECK(real->origin == "given");
      CHECK(page.size(real->first).x == page.size(0).x);
      for (int i = 0; i < real->count(); ++i) {
        const auto image = std::span(state.published.digits->images).subspan(static_cast<std::size_t>(i) * 784, 784);
        CHECK(std::ranges::equal(page.pixels(real->first + i), image));
      }
      const int three = real->first + 3;
      Matrix x(1, 784);
      std::ranges::transform(page.pixels(three), row(x, 0).begin(), [](auto byte) { return static_cast<float>(byte) / 255; });
      page.click(page.place(three));
      Matrix classes = Matrix::Zero(1, 10);
      classes(0, 3) = 1;
      const bool conditional = is_conditional(state.opened.model->spec());
      const Posterior posterior = state.opened.model->encode(x, conditional ? classes : Matrix());
      Code expected(row(posterior.mean, 0).begin(), row(posterior.mean, 0).end());
      if (conditional) expected.insert(expected.end(), row(classes, 0).begin(), row(classes, 0).end());
      CHECK(state.shown.view.stage == expected);
    }
  }
}

TEST_CASE("real digits and verdicts that did not come say why above the wall, and are asked for again", "[ui]") {
  for (const ImVec2 screen : {ImVec2(1280, 800), ImVec2(360, 740)}) {
    FullPage page(screen.x, screen.y, "vae");
    AppState& state = page.state;
    const DigitsFile digits = *std::exchange(state.published.digits, {});
    const Model classifier = *std::exchange(state.published.classifier, {});
    state.shown.view.real = state.shown.view.verdicts = true;
    page.frame();
    const float top = page.place(0).y;
    CHECK_FALSE(page.has_widget("Try again"));  // they may still come
    failed(state, {Purpose::side_file, "mnist.digits.safetensors"}, "the server answered 404");
    failed(state, {Purpose::classifier, "fashion-lenet"}, "not the one that was asked for");
    CHECK(absence_of_classifier(state).empty());
    failed(state, {Purpose::classifier, "lenet"}, "the server does not answer");
    CHECK(absence_of_digits(state) == "The test digits did not come: the server answered 404.");
    CHECK(absence_of_classifier(state) == "The classifier did not come: the server does not answer.");
    page.frame();
    page.frame();
    CHECK(page.place(0).y - page.size(0).y / 2 > page.widget("Try again").area.max.y);
    CHECK(page.place(0).y > top);
    check_wall(page, drifting_codes(*state.opened.model, state.shown.view.draw, page.shown().wall, 0));

    state.outbox.clear();
    page.press("Try again");
    page.frame();
    CHECK(times_asked(state, {Purpose::side_file, "mnist.digits.safetensors"}) == 1);
    CHECK(times_asked(state, {Purpose::classifier, "lenet"}) == 1);
    CHECK_FALSE(page.has_widget("Try again"));
    state.published.digits = digits;
    state.published.classifier = classifier;
    page.frame();
    page.frame();
    CHECK(state.derived.pictures.find(Role::real) != nullptr);
    CHECK(page.has_widget("tally"));

    state.published.classifier.reset();
    failed(state, {Purpose::classifier, "lenet"}, "the server does not answer");
    state.shown.view.verdicts = false;
    page.frame();
    CHECK_FALSE(page.has_widget("Try again"));  // nobody asks for what is not there
  }
}

TEST_CASE("without an encoder a click on a real digit changes nothing, and a chosen class shows real ones of it", "[ui]") {
  FullPage page(1280, 800, "acgan");
  AppState& state = page.state;
  state.shown.view.real = true;
  state.shown.view.draw.label = 4;
  page.frame();
  const ShownGroup* real = state.derived.pictures.find(Role::real);
  REQUIRE(real != nullptr);
  for (int i = 0; i < real->count(); ++i) {
    const auto image = std::span(state.published.digits->images).subspan(static_cast<std::size_t>(10 * i + 4) * 784, 784);
    CHECK(std::ranges::equal(page.pixels(real->first + i), image));
  }
  const auto stage = state.shown.view.stage;
  page.click(page.place(real->first));
  CHECK(state.shown.view.stage == stage);
}

TEST_CASE("digits are grey in the dark and ink on paper in the light, or as the person chose", "[ui]") {
  Page page(1280, 800);
  const auto shows = [&](ColourMap map) {
    page.frame();
    const auto table = colours(map);
    return std::ranges::equal(page.host.colours, table);
  };
  CHECK(shows(ColourMap::grey));
  CHECK(page.host.recoloured == 1);
  page.state.settings.preferences.theme = Theme::light;
  CHECK(shows(ColourMap::paper));
  page.press("look");
  page.frame();
  page.frame();
  page.press("magma");
  CHECK(shows(ColourMap::magma));
  page.state.settings.preferences.theme = Theme::dark;
  CHECK(shows(ColourMap::magma));
  CHECK(page.host.recoloured == 3);
}

TEST_CASE("on a phone the rarely used controls are in a sheet, and none is cut off", "[ui]") {
  FullPage page(360, 740, "ae");
  page.state.shown.view.wall = Wall::samples;
  page.frame();
  for (const Widget& widget : page.state.moment.interaction.widgets) {
    INFO(widget.name);
    CHECK(widget.area.min.x >= 0);
    CHECK(widget.area.max.x <= 360);
  }
  page.state.derived.pictures.complete = true;
  page.click({page.widget("More").area.centre()});
  page.frame();
  page.frame();
  for (const char* name : {"temperature", "truncation", "prior, chosen", "N(0, I)", "count", "Verdicts", "Real"}) {
    INFO(name);
    CHECK(page.widget(name).area.height() >= 34);
  }
  page.press("N(0, I)");
  CHECK(page.state.shown.view.draw.raw);
}
