// The list of models with their thumbnails, the panel that says what each is good for, and files that people bring.
#include <catch2/catch.hpp>

#include "base/sha256.hpp"
#include "latent/latents_text.hpp"
#include "ui/files/fetch.hpp"
#include "ui/session/arrivals.hpp"
#include "ui/session/open_any.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"
#include "ui/state/fetch.hpp"
#include "ui/state/messages.hpp"
#include "ui/state/pictures.hpp"
#include "ui/view/code.hpp"
#include "ui/view/view.hpp"
#include "ui_page.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

ManifestEntry described(const char* id, const char* dataset = "mnist") {
  ManifestEntry listed = entry(id, ModelRole::generator, dataset);
  listed.title = "Title of " + std::string(id);
  listed.summary = "good for much";
  listed.metrics = {{"mse", 0.0123}};
  return listed;
}

void list_models(Page& page) {
  page.state.published.manifest.models = {described("vae"), described("dcgan"), described("fashion-vae", "fashion-mnist")};
  page.frame();
  page.frame();
  page.state.outbox.clear();
}

void open_panel(Page& page) {
  page.press("Models");
  page.frame();
  page.frame();
}

ThumbnailsFile some_thumbnails() {
  ThumbnailsFile file{.height = 28, .width = 28, .models = {}};
  std::uint8_t next = 0;
  for (const char* id : {"vae", "dcgan"})
    for (int i = 0; i < kThumbnails * 784; ++i) file.models[id].push_back(next = static_cast<std::uint8_t>(next * 5 + 17));
  return file;
}

std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

}  // namespace

TEST_CASE("the panel loads a model, shows progress, cancels, and tries again", "[ui]") {
  for (const float width : {360.0f, 1280.0f}) {
    INFO(width);
    Page page(width, 740);
    list_models(page);
    AppState& state = page.state;
    if (width < 400) {
      page.press("model vae");
      page.frame();
      page.frame();
    }
    open_panel(page);
    page.press("load dcgan");
    CHECK(commands_of<FetchFile>(state) == std::vector<FetchFile>{{Purpose::model, "dcgan"}});

    progress(state, {Purpose::model, "dcgan"}, 0.4f);
    page.frame();
    page.press("cancel loading dcgan");
    CHECK(commands_of<CancelModel>(state).size() == 1);
    CHECK(model_on_its_way(state) == nullptr);

    show_error(state.messages, Error{ErrorCode::io, "the server does not answer"}, FetchFile{Purpose::model, "dcgan"});
    page.frame();
    page.press("try dcgan again");
    CHECK(times_asked(state, {Purpose::model, "dcgan"}) == 2);
    CHECK_FALSE(state.messages.failure);

    page.press("close");
    page.frame();
    CHECK(state.moment.open_sheet.empty());
  }
}

TEST_CASE("thumbnails that the manifest lists are asked for once, verified, and leave the wall's tiles their numbers", "[ui]") {
  Page page(1280, 800);
  const ThumbnailsFile thumbnails = some_thumbnails();
  const Bytes file = serialize(to_safetensors(thumbnails));
  page.state.published.manifest.thumbnails = ListedFile{"models.thumbnails.safetensors", std::ssize(file), sha256_hex(file)};
  page.state.published.manifest.models = {described("vae"), described("dcgan")};
  page.frame();
  page.frame();
  const FetchFile wanted = {Purpose::side_file, "models.thumbnails.safetensors"};
  CHECK(times_asked(page.state, wanted) == 1);
  Bytes damaged = file;
  damaged.back() ^= std::byte{1};
  CHECK_FALSE(arrived(page.state, wanted, damaged).ok());
  REQUIRE(arrived(page.state, wanted, file).ok());
  page.frame();
  const auto shows = [&](int k, int count) {
    const ShownGroup* group = page.state.derived.pictures.find(Role::thumbnail, k);
    REQUIRE(group != nullptr);
    CHECK(group->count() == count);
    const auto& pixels = thumbnails.models.at("vae");
    CHECK(page.pixels(group->first + 1) == std::vector<std::uint8_t>(pixels.begin() + k * 784, pixels.begin() + (k + 1) * 784));
  };
  shows(0, 2);
  CHECK(page.state.derived.pictures.find(Role::wall)->first == 0);
  CHECK(page.pixels(0) == decoded(page.state, page.sampled(0)));
  CHECK(page.state.derived.pictures.find(Role::thumbnail, 4) == nullptr);
  open_panel(page);
  for (int k = 0; k < kThumbnails; ++k) shows(k, 2);
}

TEST_CASE("a file saved from somebody's own class opens, unverified, and shows its digits", "[ui]") {
  Page page(1280, 800);
  Safetensors content = to_safetensors(unstored_model_file(*find_model("vae2d"), Dtype::f32));
  content.metadata.clear();
  open_any(page.state, serialize(content), "mine.safetensors");
  page.frame();
  page.frame();
  CHECK_FALSE(page.state.messages.failure);
  CHECK(page.state.opened.model->spec().id == "vae2d");
  CHECK_FALSE(page.state.opened.model->verified());
  CHECK(page.state.opened.label == "mine.safetensors");
  CHECK(page.pixels(0) == decoded(page.state, page.sampled(0)));
}

TEST_CASE("latents that are brought come onto the stage, and of several the first two become the anchors", "[ui]") {
  Page page(1280, 800);
  AppState& state = page.state;
  const Matrix codes = state.opened.model->sample(99, 0, 3, 1.0f);
  const auto code = [&](int i) { return Code(row(codes, i).begin(), row(codes, i).end()); };
  open_any(state, bytes_of(latents_json(*state.opened.model, codes).value()), "mine.json");
  CHECK_FALSE(state.messages.failure);
  CHECK(state.shown.view.stage == code(0));
  CHECK(state.shown.view.anchors[0] == code(0));
  CHECK(state.shown.view.anchors[1] == code(1));
  page.frame();
  CHECK(page.pixels(page.shown().stage()) == decoded(state, code(0)));

  open_any(state, bytes_of(latents_csv(*state.opened.model, codes.bottomRows(1)).value()), "mine.csv");
  CHECK(state.shown.view.stage == code(2));
  CHECK(state.shown.view.anchors[0] == code(0));

  const View before = state.shown.view;
  open_any(state, bytes_of("{\"codes\": [[1, 2]]}"), "short.json");
  REQUIRE(state.messages.failure);
  CHECK_THAT(state.messages.failure->error.message, Catch::StartsWith("short.json: "));
  CHECK(state.shown.view == before);
}
