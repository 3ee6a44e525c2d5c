// The Family tab: test digits and walks in several models side by side.
#include <catch2/catch.hpp>

#include "base/sha256.hpp"
#include "latent/drift.hpp"
#include "ui/files/fetch.hpp"
#include "ui/files/peers.hpp"
#include "ui/files/side_files.hpp"
#include "ui/link/fragment.hpp"
#include "ui/pictures/reconstruct.hpp"
#include "ui/session/arrivals.hpp"
#include "ui/session/motion.hpp"
#include "ui/session/open_model.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/fetch.hpp"
#include "ui/state/pictures.hpp"
#include "ui/view/code.hpp"
#include "ui/view/family_view.hpp"
#include "ui/view/tab.hpp"
#include "ui/view/view.hpp"
#include "ui_page.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

/// Twenty digits of 28 x 28, every pixel another.
DigitsFile some_digits() {
  DigitsFile digits{.dataset = "mnist", .count = 20, .height = 28, .width = 28, .images = {}, .labels = {}};
  for (int i = 0; i < 20 * 784; ++i) digits.images.push_back(static_cast<std::uint8_t>(i * 37 % 251));
  for (int i = 0; i < 20; ++i) digits.labels.push_back(static_cast<std::uint8_t>(i % 10));
  return digits;
}

/// A page whose manifest lists these models, with random weights, and test digits; the first one is in use.
struct FamilyPage : Page {
  explicit FamilyPage(const std::vector<std::string>& ids, float width = 1280, float height = 800) : Page(width, height) {
    for (const std::string& id : ids) {
      files.push_back(golden_file(*find_model(id), Dtype::f32));
      ManifestEntry listed = entry(id.c_str(), ModelRole::generator, "mnist");
      listed.sha256 = sha256_hex(files.back());
      state.published.manifest.models.push_back(std::move(listed));
    }
    const Bytes digits = serialize(to_safetensors(some_digits()));
    state.published.manifest.datasets = {{"mnist", {"digits", std::ssize(digits), sha256_hex(digits)}}};
    open_model(state, files[0], ids[0], state.published.manifest.models[0].sha256);
    REQUIRE(open_side_file(state, digits, "digits").ok());
    state.shown.view.tab = Tab::family;
    settle_frames();
  }

  void settle_frames() {
    for (int i = 0; i < 3; ++i) frame();
  }

  /// As a shell does: gives every peer that was asked for its file.
  std::vector<std::string> load_peers() {
    std::vector<std::string> asked;
    for (const FetchFile& file : commands_of<FetchFile>(state)) {
      if (file.purpose != Purpose::peer) continue;
      asked.push_back(file.name);
      REQUIRE(arrived(state, file, file_of(file.name)).ok());
    }
    state.outbox.clear();
    settle_frames();
    return asked;
  }

  const Bytes& file_of(const std::string& id) const {
    const auto& models = state.published.manifest.models;
    return files[static_cast<std::size_t>(std::ranges::find(models, id, &ManifestEntry::id) - models.begin())];
  }
  Model model_of(const std::string& id) const { return *Model::load(file_of(id)); }
  int key_of(const std::string& id) const {
    const auto& models = state.published.manifest.models;
    return static_cast<int>(std::ranges::find(models, id, &ManifestEntry::id) - models.begin());
  }
  std::vector<std::uint8_t> tile(Role role, const std::string& id, int index) const {
    const ShownGroup* group = state.derived.pictures.find(role, key_of(id));
    REQUIRE(group != nullptr);
    return pixels(group->first + index);
  }

  std::vector<Bytes> files;
};

Matrix digit(int index) {
  const DigitsFile digits = some_digits();
  Matrix pixels(1, 784);
  for (int k = 0; k < 784; ++k) pixels(0, k) = static_cast<float>(digits.images[static_cast<std::size_t>(index * 784 + k)]) / 255;
  return pixels;
}

Matrix one_hot(int label) {
  Matrix classes = Matrix::Zero(1, 10);
  classes(0, label) = 1;
  return classes;
}

double error_of(const Matrix& a, const Matrix& b) { return (a - b).cast<double>().squaredNorm() / static_cast<double>(a.size()); }

std::string name_of(const std::string& id, double error) {
  char text[64];
  std::snprintf(text, sizeof text, "%s, error %.4f", id.c_str(), error);
  return text;
}

}  // namespace

TEST_CASE("a test digit goes through the models that are worth comparing, each with its error", "[ui]") {
  FamilyPage page({"vae", "gan", "cvae", "ae", "dae", "ae128"});
  CHECK(page.load_peers() == std::vector<std::string>{"ae", "dae", "cvae"});
  page.state.shown.view.family.digit = 13;
  page.settle_frames();
  for (const std::string id : {"vae", "ae", "dae", "cvae"}) {
    INFO(id);
    const Model model = page.model_of(id);
    const bool conditional = id == "cvae";
    const Matrix mean = model.encode(digit(13), conditional ? one_hot(3) : Matrix()).mean;
    const Matrix back = model.decode(conditional ? model.with_classes(mean, 0, 3) : mean);
    CHECK(page.tile(Role::reconstruction, id, 0) == bytes_of(row(back, 0)));
    const Matrix difference = ((digit(13) - back).array() * 0.5f + 0.5f).matrix();
    CHECK(page.tile(Role::reconstruction, id, 1) == bytes_of(row(difference, 0)));
    CHECK(page.has_widget(name_of(id, error_of(digit(13), back))));
  }
  CHECK(page.state.derived.pictures.find(Role::reconstruction, page.key_of("gan")) == nullptr);
}

TEST_CASE("noise is added before encoding, and errors are measured against the clean digit", "[ui]") {
  FamilyPage page({"ae", "dae"});
  page.load_peers();
  page.state.shown.view.family.noise = 0.25f;
  page.settle_frames();
  const Matrix noisy = with_noise(digit(0), 0.25f);
  CHECK(with_noise(digit(0), 0.25f) == noisy);
  CHECK(error_of(digit(0), noisy) == Approx(0.0625).epsilon(0.15));
  const int given = page.state.derived.pictures.find(Role::test_digit, 1)->first;
  CHECK(page.pixels(given) == bytes_of(row(digit(0), 0)));
  CHECK(page.pixels(given + 1) == bytes_of(row(noisy, 0)));
  const Model model = page.model_of("dae");
  const Matrix back = model.decode(model.encode(noisy).mean);
  CHECK(page.tile(Role::reconstruction, "dae", 0) == bytes_of(row(back, 0)));
  CHECK(page.has_widget(name_of("dae", error_of(digit(0), back))));
}

TEST_CASE("models that were in use are kept to be compared with, as many as can be compared at once", "[ui]") {
  const std::vector<std::string> ids = {"vae", "ae", "dae", "sae", "ae128", "vae2d", "gan", "cvae", "dcgan"};
  FamilyPage page(ids);
  page.state.shown.view.tab = Tab::generate;
  const auto open = [&](const std::string& id) {
    open_model(page.state, page.file_of(id), id,
               page.state.published.manifest.models[static_cast<std::size_t>(page.key_of(id))].sha256);
    page.settle_frames();
  };
  for (const std::string& id : ids) open(id);
  CHECK(std::ssize(page.state.published.peers) == kMaxPeers);
  CHECK(find_peer(page.state, "ae") == nullptr);
  REQUIRE(find_peer(page.state, "cvae") != nullptr);
  CHECK(find_peer(page.state, "cvae")->model.tensors_sha256() == page.model_of("cvae").tensors_sha256());

  page.state.outbox.clear();
  page.state.shown.view.tab = Tab::family;
  page.state.shown.view.family.models = {"dcgan", "cvae", "gan", "vae"};
  page.settle_frames();
  CHECK(page.load_peers() == std::vector<std::string>{"vae"});
  CHECK(page.state.published.peers.size() == 3);
}

TEST_CASE("test digits that did not come say why, and are asked for again", "[ui]") {
  for (const float width : {1280.0f, 360.0f}) {
    FamilyPage page({"vae", "ae"}, width);
    AppState& state = page.state;
    state.published.digits.reset();
    page.settle_frames();
    failed(state, {Purpose::side_file, "digits"}, "digits: the server answered 404");
    page.settle_frames();
    state.outbox.clear();
    page.press("Try again");
    page.frame();
    CHECK(commands_of<FetchFile>(state) == std::vector<FetchFile>{{Purpose::side_file, "digits"}});
    DigitsFile others = some_digits();
    others.dataset = "fashion-mnist";
    const Bytes file = serialize(to_safetensors(others));
    state.published.manifest.datasets[0].digits.sha256 = sha256_hex(file);
    CHECK_THAT(arrived(state, {Purpose::side_file, "digits"}, file).error().message,
               Catch::Contains("expected digits of mnist, found those of fashion"));
  }
}

TEST_CASE("a click on a decoded digit puts its code on the stage, of another model with that model", "[ui]") {
  FamilyPage page({"vae", "ae"});
  page.load_peers();
  const auto picture = [&](const char* id) {
    return page.place(page.state.derived.pictures.find(Role::reconstruction, page.key_of(id))->first);
  };
  page.click(picture("vae"));
  const Matrix own = page.model_of("vae").encode(digit(0)).mean;
  CHECK(*page.state.shown.view.stage == Code(row(own, 0).begin(), row(own, 0).end()));

  page.state.shown.view.interpolation.terms[0] = page.state.shown.view.stage;  // of the model that is left
  page.state.shown.view.map.window = MapWindow{1, 2, 3};
  page.click(picture("ae"));
  CHECK(times_asked(page.state, {Purpose::model, "ae"}) == 1);
  page.state.outbox.clear();
  open_model(page.state, page.file_of("ae"), "ae");
  page.settle_frames();
  const Matrix code = page.model_of("ae").encode(digit(0)).mean;
  CHECK(*page.state.shown.view.stage == Code(row(code, 0).begin(), row(code, 0).end()));
  CHECK_FALSE(page.state.messages.failure);
  CHECK_FALSE(page.state.shown.view.map.window);
  CHECK(page.state.shown.view.tab == Tab::family);
  CHECK(page.load_peers().empty());  // the comparison is of the same two, and both are there
  const Matrix back = page.model_of("vae").decode(own);
  CHECK(page.tile(Role::reconstruction, "vae", 0) == bytes_of(row(back, 0)));
}

TEST_CASE("a walk shows the same seed in every model, each from its own prior", "[ui]") {
  FamilyPage page({"vae", "cvae", "gan"});
  page.load_peers();
  page.press("walk");
  page.state.shown.view.draw.seed = 5;
  page.state.shown.view.phase = 0.25;
  page.settle_frames();
  for (const std::string id : {"vae", "cvae", "gan"}) {
    INFO(id);
    const Model model = page.model_of(id);
    const int count = page.state.derived.pictures.find(Role::walk, page.key_of(id))->count();
    CHECK(count >= 8);
    const Matrix pictures = model.decode(drifting_codes(model, {.seed = 5}, count, 0.25));
    for (int i = 0; i < count; ++i) CHECK(page.tile(Role::walk, id, i) == bytes_of(row(pictures, i)));
  }
  const auto before = page.tile(Role::walk, "gan", 0);
  CHECK_FALSE(is_moving(page.state));
  page.press("Drift");
  CHECK(is_moving(page.state));
  for (int i = 0; i < 30; ++i) page.frame();
  CHECK(page.tile(Role::walk, "gan", 0) != before);
}

TEST_CASE("another file in a peer's place is refused in its row, and can be tried again", "[ui]") {
  FamilyPage page({"vae", "ae"});
  page.state.outbox.clear();
  const auto opened = arrived(page.state, {Purpose::peer, "ae"}, page.file_of("vae"));
  REQUIRE_FALSE(opened.ok());
  failed(page.state, {Purpose::peer, "ae"}, opened.error().message);
  page.settle_frames();
  CHECK_THAT(failure_of(page.state, {Purpose::peer, "ae"}), Catch::StartsWith("expected SHA-256"));
  CHECK_FALSE(page.state.messages.failure);
  page.press("try ae again");
  page.frame();
  CHECK(page.load_peers() == std::vector<std::string>{"ae"});
  CHECK(page.state.derived.pictures.find(Role::reconstruction, page.key_of("ae")) != nullptr);
}

TEST_CASE("models are taken into the comparison and out of it, six beside the one in use", "[ui]") {
  FamilyPage page({"vae", "vae2d", "cvae", "ae", "ae128", "sae", "dae", "gan"});
  page.load_peers();
  CHECK(page.state.published.peers.size() == 3);
  page.press("dae");
  page.frame();
  CHECK(find_peer(page.state, "dae") == nullptr);
  for (const char* id : {"dae", "ae128", "sae", "cvae"}) page.press(id);
  page.frame();
  page.load_peers();
  CHECK(page.state.published.peers.size() == 6);
  const auto chosen = page.state.shown.view.family.models;
  page.press("gan");
  CHECK(page.state.shown.view.family.models == chosen);
  CHECK_THAT(page.state.messages.notice, Catch::Contains("6 others"));
  page.press("vae");
  CHECK(page.state.shown.view.family.models == chosen);
}

TEST_CASE("a peer that arrives when nobody wants it any more is left out", "[ui]") {
  FamilyPage page({"vae", "ae"});
  page.state.outbox.clear();
  page.press("ae");
  page.frame();
  CHECK(arrived(page.state, {Purpose::peer, "ae"}, page.file_of("ae")).ok());
  CHECK(page.state.published.peers.empty());
}

TEST_CASE("on a phone the digits of a class are chosen by finger", "[ui]") {
  FamilyPage page({"vae", "ae"}, 360, 740);
  page.load_peers();
  page.press("4");
  page.frame();
  CHECK(page.state.shown.view.family.digit == 4);
  page.click(page.place(page.state.derived.pictures.find(Role::test_digit, 0)->first + 1));
  CHECK(page.state.shown.view.family.digit == 14);
  page.frame();
  CHECK(page.pixels(page.state.derived.pictures.find(Role::test_digit, 1)->first) == bytes_of(row(digit(14), 0)));
}

TEST_CASE("a file from elsewhere is compared with nothing, and says why", "[ui]") {
  Page page(1280, 800);
  page.open(tiny_spec());
  page.state.shown.view.tab = Tab::family;
  page.frame();
  page.frame();
  CHECK(page.state.published.peers.empty());
  page.press("walk");
  page.frame();
  CHECK(page.state.derived.pictures.find(Role::walk, 0)->count() >= 8);
}

TEST_CASE("a link holds what is compared", "[ui]") {
  View view;
  CHECK_THAT(to_fragment(view), !Catch::Contains("family") && !Catch::Contains("digit") && !Catch::Contains("noise"));
  view.tab = Tab::family;
  view.family = {.models = {"vae", "ae", "sae-wide"}, .comparison = Comparison::walk, .digit = 42, .noise = 0.3f};
  const auto back = parse_fragment(to_fragment(view));
  REQUIRE(back.ok());
  CHECK(*back == view);
}

TEST_CASE("a link cannot compare what there is not, or too much", "[ui]") {
  for (const char* text : {"family=", "family=a,,b", "family=../a", "family=a,b,c,d,e,f,g,h", "compare=other", "digit=-1",
                           "digit=1000", "noise=2", "noise=nan"}) {
    INFO(text);
    CHECK_FALSE(parse_fragment(text).ok());
  }
  FamilyPage page({"vae", "ae"});
  page.state.shown.view.family = {.models = {"nosuch", "ae"}, .digit = 999};
  page.settle_frames();
  CHECK(page.load_peers() == std::vector<std::string>{"ae"});
  CHECK(page.state.published.peers.size() == 1);
  CHECK(page.pixels(page.state.derived.pictures.find(Role::test_digit, 1)->first) == bytes_of(row(digit(19), 0)));
}
