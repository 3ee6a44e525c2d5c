// Published files on their way: asked for once, tried again, and left out when nobody wants them any more.
#include <catch2/catch.hpp>

#include "base/sha256.hpp"
#include "ui/files/fetch.hpp"
#include "ui/session/arrivals.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"
#include "ui/state/fetch.hpp"
#include "ui/state/messages.hpp"
#include "ui_page.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

const FetchFile kFirst = {Purpose::model, "ae"}, kSecond = {Purpose::model, "vae2d"};

/// Two published models beside the one in use.
struct FetchPage : Page {
  FetchPage() : Page(1280, 800) {
    for (const char* id : {"ae", "vae2d"}) {
      state.published.manifest.models.push_back(entry(id, ModelRole::generator, "mnist"));
      state.published.manifest.models.back().sha256 = sha256_hex(bytes_of_model(id));
    }
    frame();
    state.outbox.clear();
  }
  static Bytes bytes_of_model(const std::string& id) {
    return golden_file(unstored_model_file(published(*find_model(id)), Dtype::f32));
  }
  bool arrives(const FetchFile& file) { return arrived(state, file, bytes_of_model(file.name)).ok(); }
  const std::string& in_use() const { return state.opened.model->spec().id; }
};

}  // namespace

TEST_CASE("a file is asked for once until it is there, and after a failure only when somebody tries again", "[ui]") {
  FetchPage page;
  const FetchFile peer = {Purpose::peer, "ae"};
  for (int i = 0; i < 2; ++i) want(page.state, peer);
  CHECK(times_asked(page.state, peer) == 1);
  progress(page.state, peer, 0.5f);
  CHECK(find_fetch(page.state, peer)->fraction == 0.5f);
  failed(page.state, peer, "the server does not answer");
  want(page.state, peer);
  CHECK(times_asked(page.state, peer) == 1);
  CHECK(failure_of(page.state, peer) == "the server does not answer");

  retry(page.state, peer);
  CHECK(times_asked(page.state, peer) == 2);
  CHECK(failure_of(page.state, peer).empty());
  CHECK(page.arrives(peer));
  CHECK(find_fetch(page.state, peer) == nullptr);
}

TEST_CASE("the model that was asked for last is the one that is opened, whichever arrives first", "[ui]") {
  FetchPage page;
  want(page.state, kFirst);
  want(page.state, kSecond);
  CHECK(model_on_its_way(page.state)->file == kSecond);
  CHECK(page.arrives(kFirst));
  CHECK(page.in_use() == "vae");
  failed(page.state, kFirst, "the connection was cut");
  CHECK_FALSE(page.state.messages.failure);
  CHECK(page.arrives(kSecond));
  CHECK(page.in_use() == "vae2d");
  CHECK(model_on_its_way(page.state) == nullptr);
}

TEST_CASE("a model that was cancelled is left out when it arrives, and can be asked for again", "[ui]") {
  FetchPage page;
  want(page.state, kFirst);
  cancel_model(page.state);
  REQUIRE(commands_of<CancelModel>(page.state).size() == 1);
  CHECK(page.arrives(kFirst));
  failed(page.state, kFirst, "the connection was cut");
  CHECK(page.in_use() == "vae");
  CHECK_FALSE(page.state.messages.failure);
  want(page.state, kFirst);
  CHECK(times_asked(page.state, kFirst) == 2);
}

TEST_CASE("a model that did not come is offered again, one that a shell began by itself too", "[ui]") {
  FetchPage page;
  progress(page.state, kFirst, 0);
  failed(page.state, kFirst, "ae.safetensors: the server answered 404");
  REQUIRE(page.state.messages.failure);
  CHECK(page.state.messages.failure->error.message == "ae.safetensors: the server answered 404");
  CHECK(page.state.messages.failure->retry == kFirst);
  CHECK(model_on_its_way(page.state) == nullptr);
}
