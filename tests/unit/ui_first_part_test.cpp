// A published model whose first part is there: it draws, and when the rest arrives nothing that is seen changes.
#include <catch2/catch.hpp>

#include "ui/files/peers.hpp"
#include "ui/files/side_files.hpp"
#include "ui/session/arrivals.hpp"
#include "ui/session/links.hpp"
#include "ui/session/open_model.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/fetch.hpp"
#include "ui/state/messages.hpp"
#include "ui/state/pictures.hpp"
#include "ui/view/tab.hpp"
#include "ui/view/view.hpp"
#include "ui_page.hpp"
#include "weights/model_tensors.hpp"

using namespace zscape;
using namespace zscape::testing;
using Catch::Contains;

namespace {

/// A page whose manifest lists vae, of which the first part is in use, and ae.
struct FirstPartPage : Page {
  FirstPartPage() : Page(1280, 800), file(golden_file(published(*find_model("vae")), Dtype::f16)), first(first_of(file)) {
    ManifestEntry listed = entry("vae", ModelRole::generator, "mnist");
    listed.bytes = std::ssize(file);
    listed.sha256 = sha256_hex(file);
    listed.first = FirstPart{std::ssize(first), sha256_hex(first)};
    state.published.manifest.models = {listed, entry("ae", ModelRole::generator, "mnist")};
    DigitsFile digits{.dataset = "mnist",
                      .count = 20,
                      .height = 28,
                      .width = 28,
                      .images = std::vector<std::uint8_t>(20 * 784, 99),
                      .labels = {}};
    for (int i = 0; i < 20; ++i) digits.labels.push_back(static_cast<std::uint8_t>(i % 10));
    const Bytes beside = serialize(to_safetensors(digits));
    state.published.manifest.datasets = {{"mnist", {"digits", std::ssize(beside), sha256_hex(beside)}}};
    opened = arrived(state, {Purpose::first_part, "vae"}, first).ok();
    REQUIRE(open_side_file(state, beside, "digits").ok());
    settle_frames();
  }

  static Bytes first_of(const Bytes& file) {
    const auto size = static_cast<std::ptrdiff_t>(bytes_up_to(file, drawing_tensors(published(*find_model("vae")))).value());
    return {file.begin(), file.begin() + size};
  }
  void settle_frames() {
    for (int i = 0; i < 3; ++i) frame();
  }

  Bytes file, first;
  bool opened = false;
};

}  // namespace

TEST_CASE("the first part shows the pictures and makes the links of the whole file", "[ui]") {
  std::vector<std::vector<std::uint8_t>> tiles;
  std::string link;
  {
    FirstPartPage page;
    REQUIRE(page.opened);
    CHECK_FALSE(page.state.opened.model->is_whole());
    CHECK(page.has_widget("vae, vae, chosen"));
    tiles = page.host.tiles;
    link = link_of(page.state, page.state.shown.view);
  }
  FirstPartPage page;
  page.state.opened.model.reset();
  REQUIRE(open_model(page.state, page.file, "vae"));
  page.settle_frames();
  CHECK(page.state.opened.model->is_whole());
  CHECK((page.host.tiles == tiles));
  CHECK(link_of(page.state, page.state.shown.view) == link);
}

TEST_CASE("when the rest arrives nothing changes but that the model encodes", "[ui]") {
  FirstPartPage page;
  AppState& state = page.state;
  show_error(state.messages, Error{ErrorCode::io, "something else"});
  page.key(Page::kSpace);
  page.click(page.place(5));
  state.shown.view.real = true;
  page.settle_frames();
  REQUIRE(state.derived.pictures.find(Role::real) != nullptr);
  const ImVec2 real = page.place(state.derived.pictures.find(Role::real)->first);
  page.click(real);
  page.settle_frames();
  CHECK(state.moment.selected == 5);  // nothing encodes yet
  const View view = state.shown.view;
  const auto tiles = page.host.tiles;
  const int uploads = page.host.uploads;

  REQUIRE(arrived(state, {Purpose::rest_of_model, "vae"}, page.file).ok());
  page.settle_frames();
  CHECK(state.opened.model->is_whole());
  CHECK(state.shown.view == view);
  CHECK((page.host.tiles == tiles));
  CHECK(page.host.uploads == uploads);
  CHECK(state.moment.selected == 5);
  CHECK(state.messages.failure->error.message == "something else");
  CHECK(state.messages.notice.empty());
  page.undo();
  CHECK(state.shown.view != view);  // the step before is the person's own
  page.redo();
  CHECK(state.shown.view == view);

  page.click(real);
  CHECK_FALSE(state.moment.selected);
}

TEST_CASE("the Family tab waits for the encoder of the model in use", "[ui]") {
  FirstPartPage page;
  AppState& state = page.state;
  state.shown.view.tab = Tab::family;
  page.settle_frames();
  CHECK(state.derived.pictures.find(Role::reconstruction, 0) == nullptr);
  REQUIRE(arrived(state, {Purpose::rest_of_model, "vae"}, page.file).ok());
  page.settle_frames();
  CHECK(state.derived.pictures.find(Role::reconstruction, 0) != nullptr);
}

TEST_CASE("a whole file that is not the listed one leaves the first part in use", "[ui]") {
  FirstPartPage page;
  Bytes bad = page.file;
  bad.back() ^= std::byte{1};
  const auto completed = arrived(page.state, {Purpose::rest_of_model, "vae"}, bad);
  REQUIRE_FALSE(completed.ok());
  CHECK_THAT(completed.error().message,
             Contains("expected SHA-256 " + sha256_hex(page.file) + ", found SHA-256 " + sha256_hex(bad)));
  CHECK_FALSE(page.state.opened.model->is_whole());
  CHECK_FALSE(page.state.messages.failure);

  failed(page.state, {Purpose::rest_of_model, "vae"}, completed.error().message);
  page.settle_frames();
  CHECK_THAT(page.state.messages.failure->error.message, Contains("vae draws, but its encoder did not come: expected SHA-256"));
  page.state.shown.view.wall_count = 16;
  const View view = page.state.shown.view;
  page.press("Try again");
  CHECK(times_asked(page.state, {Purpose::model, "vae"}) == 1);
  REQUIRE(arrived(page.state, {Purpose::model, "vae"}, page.file).ok());
  page.settle_frames();
  CHECK(page.state.opened.model->is_whole());
  CHECK(page.state.shown.view.wall_count == view.wall_count);
  CHECK(page.state.shown.view.stage == view.stage);
}

TEST_CASE("a first part that is not the listed one is refused, and the model in use stays", "[ui]") {
  FirstPartPage page;
  page.open(*find_model("ae"));
  Bytes bad = page.first;
  bad.back() ^= std::byte{1};
  CHECK_THAT(arrived(page.state, {Purpose::first_part, "vae"}, bad).error().message,
             Contains("vae: expected SHA-256 " + sha256_hex(page.first) + ", found SHA-256 " + sha256_hex(bad)));
  CHECK(page.state.opened.model->spec().id == "ae");
  page.state.published.manifest.models[0].first.reset();
  CHECK_THAT(arrived(page.state, {Purpose::first_part, "vae"}, page.first).error().message,
             Contains("vae: models.json tells of no first part"));
}

TEST_CASE("what follows a first part that was left is nobody's any more, and it was no peer", "[ui]") {
  FirstPartPage page;
  page.open(*find_model("ae"));
  CHECK(find_peer(page.state, "vae") == nullptr);
  REQUIRE(arrived(page.state, {Purpose::rest_of_model, "vae"}, page.file).ok());
  failed(page.state, {Purpose::rest_of_model, "vae"}, "the connection was cut");
  page.settle_frames();
  CHECK(page.state.opened.model->spec().id == "ae");
  CHECK_FALSE(page.state.messages.failure);
}
