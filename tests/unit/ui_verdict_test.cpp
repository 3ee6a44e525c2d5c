// What the interface says of a model and its digits: the classifier's verdict, the card's figures, the names of classes.
#include <catch2/catch.hpp>

#include "ui/session/arrivals.hpp"
#include "ui/session/changes.hpp"
#include "ui/session/open_model.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/fetch.hpp"
#include "ui/state/headline.hpp"
#include "ui/state/published.hpp"
#include "ui/view/code.hpp"
#include "ui_page.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

Bytes file_of(const char* id) { return golden_file(unstored_model_file(published(*find_model(id)), Dtype::f32)); }

Manifest both_data_sets() {
  Manifest manifest = {.models = {entry("vae", ModelRole::generator, "mnist"), entry("lenet", ModelRole::classifier, "mnist"),
                                  entry("fashion-vae", ModelRole::generator, "fashion-mnist"),
                                  entry("fashion-lenet", ModelRole::classifier, "fashion-mnist")}};
  for (ManifestEntry& listed : manifest.models)
    if (listed.role == ModelRole::classifier) listed.sha256 = sha256_hex(file_of(listed.id.c_str()));
  return manifest;
}

/// As a shell does with the classifier that was asked for.
Result<void> classifier_arrives(AppState& state, const char* id) { return arrived(state, {Purpose::classifier, id}, file_of(id)); }

}  // namespace

TEST_CASE("the classifier of the data set is asked for once digits are there, and only once", "[ui]") {
  Page page(1280, 800);
  AppState& state = page.state;
  state.published.manifest = both_data_sets();
  state.derived.pictures.complete = false;
  state.moment.decode_budget = {.milliseconds = 0};
  set_seed(state, 8);
  page.frame();
  CHECK(state.derived.pictures.pending > 0);
  CHECK(state.outbox.empty());
  state.moment.decode_budget = {.milliseconds = 1e9};
  for (int i = 0; i < 3; ++i) page.frame();
  CHECK(commands_of<FetchFile>(state) == std::vector<FetchFile>{{Purpose::classifier, "lenet"}});
}

TEST_CASE("the verdict is what the classifier reads in the stage's picture", "[ui]") {
  Page page(1280, 800);
  AppState& state = page.state;
  state.published.manifest = both_data_sets();
  page.frame();
  CHECK_FALSE(state.derived.verdict);
  REQUIRE(classifier_arrives(state, "lenet").ok());
  const auto read = [&] {
    Matrix x(1, 784);
    std::ranges::transform(page.pixels(page.shown().stage()), row(x, 0).begin(),
                           [](auto byte) { return static_cast<float>(byte) / 255; });
    return state.published.classifier->classify(x);
  };
  for (const int digit : {3, 8}) {
    page.click(page.place(digit));
    REQUIRE(state.derived.verdict);
    const Matrix probabilities = read();
    CHECK(state.derived.verdict->probability == probabilities.maxCoeff());
    CHECK(state.derived.verdict->probability == probabilities(0, state.derived.verdict->label));
  }
}

TEST_CASE("a digit of the wall that is chosen is spoken as what it was read as, to who asked for that", "[ui]") {
  Page page(1280, 800);
  AppState& state = page.state;
  state.published.manifest = both_data_sets();
  state.published.manifest.models.push_back(entry("voice", ModelRole::sound_generator, "spoken-digits"));
  page.frame();
  REQUIRE(classifier_arrives(state, "lenet").ok());
  page.click(page.place(3));
  page.frame();
  CHECK_FALSE(state.listening.to_speak);
  state.settings.preferences.speaks = true;
  page.click(page.place(8));
  page.frame();
  REQUIRE(state.derived.verdict);
  CHECK(state.listening.to_speak == state.derived.verdict->label);
}

TEST_CASE("another model's digits are read anew, of codes of any width", "[ui]") {
  Page page(1280, 800);
  AppState& state = page.state;
  state.published.manifest = both_data_sets();
  for (const char* id : {"vae2d", "cvae", "vaegan"})
    state.published.manifest.models.push_back(entry(id, ModelRole::generator, "mnist"));
  page.frame();
  REQUIRE(classifier_arrives(state, "lenet").ok());
  state.shown.view.verdicts = true;
  page.frame();
  REQUIRE(state.derived.verdict);
  const Code stage = *state.shown.view.stage;
  const auto reads_what_it_shows = [&] {
    Matrix x(1, 784);
    std::ranges::transform(page.pixels(page.shown().stage()), row(x, 0).begin(),
                           [](auto byte) { return static_cast<float>(byte) / 255; });
    return state.derived.verdict && state.derived.verdict->probability == state.published.classifier->classify(x).maxCoeff();
  };
  page.open(*find_model("vaegan"));
  REQUIRE(state.shown.view.stage == stage);
  CHECK(reads_what_it_shows());
  for (const char* id : {"vae2d", "cvae"}) {
    page.open(*find_model(id));
    CHECK(reads_what_it_shows());
    CHECK(std::ranges::all_of(state.derived.wall_verdicts.tiles, [](const auto& verdict) { return verdict.has_value(); }));
  }
}

TEST_CASE("a classifier that is damaged, or none, leaves no verdict and no banner", "[ui]") {
  Page page(1280, 800);
  AppState& state = page.state;
  state.published.manifest = both_data_sets();
  page.frame();
  const FetchFile lenet = {Purpose::classifier, "lenet"};
  const auto refusal = [&](const Bytes& file, const std::string& sha256) {
    state.published.manifest.models[1].sha256 = sha256;
    const auto opened = arrived(state, lenet, file);
    if (!opened) failed(state, lenet, opened.error().message);
    page.frame();
    CHECK_FALSE(state.derived.verdict);
    CHECK_FALSE(state.messages.failure);
    return opened ? "opened" : opened.error().message;
  };
  CHECK_THAT(refusal(file_of("lenet"), "0000"), Catch::StartsWith("expected SHA-256 0000, found "));
  CHECK(refusal(file_of("vae2d"), sha256_hex(file_of("vae2d"))) == "expected a classifier, found model vae2d, which is none");
  state.outbox.clear();
  page.frame();
  CHECK(state.outbox.empty());  // it is not asked for again
}

TEST_CASE("a model of another data set gets another classifier, and a late one is not mistaken for it", "[ui]") {
  Page page(1280, 800);
  AppState& state = page.state;
  state.published.manifest = both_data_sets();
  page.frame();
  REQUIRE(classifier_arrives(state, "lenet").ok());
  page.frame();
  CHECK(state.derived.verdict);
  state.outbox.clear();
  open_model(state, file_of("fashion-vae"), "fashion-vae");
  page.frame();
  CHECK_FALSE(state.derived.verdict);
  CHECK(commands_of<FetchFile>(state) == std::vector<FetchFile>{{Purpose::classifier, "fashion-lenet"}});
  REQUIRE(classifier_arrives(state, "lenet").ok());
  CHECK_FALSE(state.published.classifier);
  REQUIRE(classifier_arrives(state, "fashion-lenet").ok());
  page.frame();
  CHECK(state.derived.verdict);
}

TEST_CASE("digits are called digits, and clothes are not", "[ui]") {
  Page page(1280, 800);
  page.state.published.manifest = both_data_sets();
  page.frame();
  CHECK(page.has_widget("generated digits"));
  open_model(page.state, file_of("fashion-vae"), "fashion-vae");
  page.frame();
  CHECK(page.has_widget("generated pictures"));
  CHECK_FALSE(page.has_widget("generated digits"));
}

TEST_CASE("classes have the names of their data set", "[ui]") {
  CHECK(class_names("fashion-mnist", 10)[9] == "Boot");
  CHECK(class_names("mnist", 10)[9] == "9");
  CHECK(class_names("fashion-mnist", 3) == std::vector<std::string>{"0", "1", "2"});
  CHECK(dataset_title("fashion-mnist") == "Fashion-MNIST");
  CHECK(dataset_title("mine") == "mine");
}

TEST_CASE("a card's headline is what its recipe promised, then what tells most", "[ui]") {
  Card card{"MNIST",
            "CC0-1.0",
            R"({"targets": {"mse": {"at_most": 0.0045}}})",
            {{"mse", 0.00441}, {"frechet_distance", 12.34}, {"probe_accuracy", 0.97}}};
  const auto lines = headlines(card);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].text == "MSE 0.0044");
  CHECK_FALSE(lines[0].by_classifier);
  CHECK(lines[1].text == "Frechet distance 12.3");
  CHECK(lines[1].by_classifier);
  card.recipe = "no JSON";
  CHECK(headlines(card)[0].text == "Frechet distance 12.3");
  card.metrics.clear();
  CHECK(headlines(card).empty());
}
