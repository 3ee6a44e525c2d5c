// A file from elsewhere that carries the id of a published model: both can be shown, and neither is taken for the other.
#include <catch2/catch.hpp>

#include "ui/files/fetch.hpp"
#include "ui/files/side_files.hpp"
#include "ui/pictures/map_plane.hpp"
#include "ui/session/family.hpp"
#include "ui/session/links.hpp"
#include "ui/session/open_any.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/fetch.hpp"
#include "ui/view/code.hpp"
#include "ui/view/map_view.hpp"
#include "ui/view/tab.hpp"
#include "ui/view/view.hpp"
#include "ui_page.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

/// Lists vae and ae, and shows a vae of other weights that a person dropped onto the page.
class ForeignPage : public Page {
 public:
  explicit ForeignPage(float width = 1280) : Page(width, 800) {
    for (const char* id : {"vae", "ae"}) state.published.manifest.models.push_back(entry(id, ModelRole::generator, "mnist"));
    state.published.manifest.models[0].codes = ListedFile{"codes", 1, std::string(64, '0')};
    open(*find_model("vae"));
    published_link = link_of(state, state.shown.view);
    ModelFile file = unstored_model_file(published(*find_model("vae")), Dtype::f32);
    file.tensors.at("fc4.bias").values[0] += 1;
    open_any(state, serialize(to_safetensors(file)), "mine.safetensors");
    settle_frames();
  }
  void settle_frames() {
    state.outbox.clear();
    for (int i = 0; i < 3; ++i) frame();
  }
  bool asked(const FetchFile& file) const { return times_asked(state, file) > 0; }

  std::string published_link;
};

}  // namespace

TEST_CASE("a file with the id of a published model is not shown as that one, which can be chosen again", "[ui]") {
  for (const float width : {1280.0f, 360.0f}) {
    ForeignPage page(width);
    CHECK(page.has_widget("model mine.safetensors"));
    CHECK_FALSE(page.has_widget("vae, vae, chosen"));
    if (!page.has_widget("vae, vae")) page.press("model mine.safetensors");
    page.settle_frames();
    page.press("vae, vae");
    CHECK(page.asked({Purpose::model, "vae"}));
    page.open(*find_model("vae"));
    page.settle_frames();
    CHECK(page.has_widget(width > 1000 ? "vae, vae, chosen" : "model vae"));
  }
}

TEST_CASE("a file called like a published model is told apart as well", "[ui]") {
  ForeignPage page;
  page.state.opened.label = "vae";
  page.settle_frames();
  CHECK_FALSE(page.has_widget("vae, vae, chosen"));
  page.press("Models");
  page.settle_frames();
  CHECK(page.has_widget("load vae"));
}

TEST_CASE("links tell a file from elsewhere and the published model apart", "[ui]") {
  ForeignPage page;
  AppState& state = page.state;
  const std::string own_link = link_of(state, state.shown.view);
  CHECK(parse_link(own_link)->claim->file == state.opened.file_sha256.substr(0, 16));
  CHECK(model_to_open(state, own_link).empty());
  CHECK(model_to_open(state, page.published_link) == "vae");
  CHECK(model_to_open(state, "model=vae&seed=3") == "vae");
  CHECK(model_to_open(state, "model=ae&seed=3") == "ae");
  CHECK(model_to_open(state, "model=").empty());
  page.press("Share");
  page.settle_frames();
  page.press("Copy link");
  CHECK(state.messages.notice == "link copied, for where mine.safetensors is open");

  page.open(*find_model("vae"));
  CHECK(model_to_open(state, page.published_link).empty());
  follow_link(state, page.published_link);
  page.frame();
  CHECK_THAT(state.messages.notice, Catch::StartsWith("verified"));
  CHECK(model_to_open(state, own_link).empty());  // its file cannot be asked for
  follow_link(state, own_link);
  CHECK_THAT(state.messages.failure->error.message, Catch::Contains("the link is not followed"));
}

TEST_CASE("undo does not ask for a model that is not published", "[ui]") {
  ForeignPage page;
  AppState& state = page.state;
  state.published.manifest.models.erase(state.published.manifest.models.begin());
  page.open(*find_model("ae"));
  page.settle_frames();
  page.undo();
  CHECK_FALSE(page.asked({Purpose::model, "vae"}));
  REQUIRE(state.messages.failure);
  CHECK_THAT(state.messages.failure->error.message, Catch::Contains("\"vae\"") && Catch::Contains("no longer open"));
}

TEST_CASE("undo past a file with the id of a published model brings the published weights back, and redo says what is gone",
          "[ui]") {
  ForeignPage page;
  AppState& state = page.state;
  const std::string own = state.opened.file_sha256;
  page.press("Resample");
  const View resampled = state.shown.view;
  page.undo();
  CHECK(state.opened.file_sha256 == own);  // the step is of the same file
  CHECK_FALSE(page.asked({Purpose::model, "vae"}));
  page.redo();
  CHECK(state.shown.view == resampled);
  page.undo();
  page.undo();
  CHECK(page.asked({Purpose::model, "vae"}));
  page.open(*find_model("vae"));
  page.settle_frames();
  CHECK(state.opened.file_sha256 == state.published.manifest.models[0].sha256);
  CHECK(link_of(state, state.shown.view) == page.published_link);
  CHECK_FALSE(state.messages.failure);

  page.redo();
  CHECK(state.outbox.empty());
  REQUIRE(state.messages.failure);
  CHECK_THAT(state.messages.failure->error.message, Catch::Contains("no longer open"));
  CHECK(link_of(state, state.shown.view) == page.published_link);
}

TEST_CASE("steps of a file that is no longer open are left out one by one, and those before them are shown", "[ui]") {
  ForeignPage page;
  AppState& state = page.state;
  page.press("Resample");
  page.open(*find_model("vae"));
  page.settle_frames();
  const View now = state.shown.view;
  for (int i = 0; i < 2; ++i) {
    state.messages.failure.reset();
    page.undo();
    CHECK(state.messages.failure);
    CHECK(state.shown.view == now);
  }
  state.messages.failure.reset();
  page.undo();
  CHECK_FALSE(state.messages.failure);
  CHECK(link_of(state, state.shown.view) == page.published_link);
  page.redo();
  CHECK(state.shown.view == now);
}

TEST_CASE("a file that is neither weights nor latents is refused in words, and a load goes on", "[ui]") {
  ForeignPage page;
  AppState& state = page.state;
  progress(state, {Purpose::model, "ae"}, 0.5f);
  const auto refusal = [&](std::string_view bytes, const char* name) {
    CHECK_FALSE(open_any(state, std::as_bytes(std::span(bytes)), name));
    CHECK(state.opened.label == "mine.safetensors");
    CHECK(model_on_its_way(state) != nullptr);
    return std::exchange(state.messages.failure, {})->error.message;
  };
  const std::string expected =
      ": expected the weights of a model, a .safetensors file, latents, a .json or .csv file, or a sound, a .wav file; found ";
  CHECK(refusal("\x89PNG\r\n\x1a\n....", "seven.png") == "seven.png" + expected + "a PNG picture");
  CHECK(refusal("\xff\xd8\xff\xe0....", "seven") == "seven" + expected + "a JPEG picture");
  CHECK(refusal("PK\x03\x04........", "model.pt") == "model.pt" + expected + "a ZIP archive, as .pt and .npz files are");
  CHECK(refusal("", "model.safetensors") == "model.safetensors" + expected + "an empty file");
  CHECK(refusal("a text", "notes.txt") == "notes.txt" + expected + "something else");
  CHECK_THAT(refusal("12345678{", "model.safetensors"), Catch::Contains("the header claims"));

  const Bytes vae = golden_file(unstored_model_file(published(*find_model("vae")), Dtype::f32));
  CHECK(open_any(state, vae, "again.safetensors"));
  CHECK(model_on_its_way(state) == nullptr);
}

TEST_CASE("the published codes are not asked for on behalf of a file from elsewhere", "[ui]") {
  ForeignPage page;
  page.state.shown.view.tab = Tab::map;
  page.settle_frames();
  CHECK_FALSE(has_codes(page.state));
  CHECK_FALSE(page.asked({Purpose::side_file, "codes"}));
  CHECK(plane_kind(page.state) == PlaneKind::random);
}

TEST_CASE("a file from elsewhere is compared with the published model whose id it carries", "[ui]") {
  ForeignPage page;
  page.state.shown.view.tab = Tab::family;
  page.state.shown.view.family.models = {"vae", "ae"};
  page.settle_frames();
  const auto rows = family_rows(page.state);
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].id == "vae");
  REQUIRE(rows[0].model != nullptr);  // it was in use
  CHECK(rows[0].model->tensors_sha256() != page.state.opened.model->tensors_sha256());
  CHECK(rows[2].id == "mine.safetensors");
  stage_from(page.state, rows[0], Code(20, 0.5f));
  CHECK(page.asked({Purpose::model, "vae"}));
  page.open(*find_model("vae"));
  CHECK(*page.state.shown.view.stage == Code(20, 0.5f));
  CHECK(page.state.shown.view.family.models == std::vector<std::string>{"vae", "ae"});
}
