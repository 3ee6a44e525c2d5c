// The Listen tab: which model makes the sounds, how it comes and fails, and going back to what another one made.
#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

#include "latent/latents_text.hpp"
#include "ui/session/announce.hpp"
#include "ui/session/arrivals.hpp"
#include "ui/session/links.hpp"
#include "ui/session/open_any.hpp"
#include "ui/session/undo.hpp"
#include "ui/sound/playing.hpp"
#include "ui/sound/shaping.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/fetch.hpp"
#include "ui/state/listening.hpp"
#include "ui/state/tabs.hpp"
#include "ui/view/code.hpp"
#include "ui/view/tab.hpp"
#include "ui_listen_page.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

/// Two published models of sounds, whose codes have different widths.
class TwoModels : public ListenPage {
 public:
  TwoModels() {
    ModelSpec spec = tiny_sounds();
    spec.id = "other-sounds";
    spec.classes = 0;
    spec.condition = {};
    spec.encoder = {{"in", Linear{kWave, 2}}};
    spec.decoder = {{"out", Linear{2, kWave}}, Tanh{}};
    spec.latent = 2;
    other = golden_file(unstored_model_file(spec, Dtype::f32));
    state.published.manifest.models.push_back(entry("other-sounds", ModelRole::sound_generator, "spoken"));
    state.published.manifest.models.back().sha256 = sha256_hex(other);
  }
  /// How often `id` was asked for; forgets all commands.
  std::ptrdiff_t asked(std::string_view id) {
    const std::ptrdiff_t times = times_asked(state, {Purpose::sounds, std::string(id)});
    state.outbox.clear();
    return times;
  }
  /// What was asked for has come.
  void arrive(const std::string& id) {
    REQUIRE(asked(id) == 1);
    REQUIRE(arrived(state, {Purpose::sounds, id}, id == "tiny-sounds" ? bytes : other));
    for (int i = 0; i < 2 * kSlots; ++i) answer();
  }
  void choose_other() {
    press("other-sounds");
    frame();
    arrive("other-sounds");
  }
  std::string link() { return link_of(state, state.shown.view); }

  Bytes other;
};

}  // namespace

TEST_CASE("a model of sounds is asked for once, and its failure can be tried again", "[ui]") {
  TwoModels page;
  CHECK(page.asked("tiny-sounds") == 0);
  page.press("Listen");
  page.frame();
  CHECK(page.asked("tiny-sounds") == 1);
  failed(page.state, {Purpose::sounds, "tiny-sounds"}, "the server does not answer");
  page.frame();
  CHECK(announcement(page.state) == "no sound: the server does not answer");
  page.press("Try again");
  page.frame();
  CHECK(page.asked("tiny-sounds") == 1);
  Bytes damaged = page.bytes;
  damaged.back() ^= std::byte{1};
  CHECK_FALSE(arrived(page.state, {Purpose::sounds, "tiny-sounds"}, damaged));
  CHECK_FALSE(page.state.listening.model);
}

TEST_CASE("while another model of sounds comes nothing of the one before it is heard, shaped or linked", "[ui]") {
  TwoModels page;
  page.listen();
  page.press("Loop");
  page.answer();
  page.nudge();
  page.answer();
  page.press("other-sounds");
  const auto loops = of_kind<SetLoop>(page.answer());
  CHECK(loops == std::vector<SetLoop>{{}});
  CHECK_FALSE(page.has_widget("latent pad"));
  CHECK(page.link().find("sound=") == std::string::npos);
  CHECK(page.link().find("sounds=other-sounds") != std::string::npos);
  page.arrive("other-sounds");
  CHECK(page.has_widget("latent pad"));
  CHECK(page.state.listening.loops);
  CHECK(page.link().find("&sound=") != std::string::npos);
}

TEST_CASE("another model of sounds that does not come says so, and the one before it is there at once", "[ui]") {
  TwoModels page;
  page.listen();
  page.press("other-sounds");
  page.frame();
  failed(page.state, {Purpose::sounds, "other-sounds"}, "the server answered 503");
  page.frame();
  CHECK(page.has_widget("Try again"));
  page.asked("");
  page.press("tiny-sounds");
  page.frame();
  CHECK(page.has_widget("latent pad"));
  CHECK(page.asked("tiny-sounds") == 0);
}

TEST_CASE("undo and redo go back to sounds of another model, by key and by button", "[ui]") {
  for (const bool by_button : {false, true}) {
    TwoModels page;
    page.listen();
    page.nudge();
    page.frame();
    const Code nudged = shaped_code(page.state);
    page.choose_other();
    page.nudge();
    page.frame();
    const Code of_other = shaped_code(page.state);
    const auto undo = [&] { by_button ? page.press("undo") : page.undo(); };
    const auto redo = [&] { by_button ? page.press("redo") : page.redo(); };
    undo();  // the nudge of the other
    undo();  // to the first model
    page.frame();
    page.arrive("tiny-sounds");
    CHECK(shaped_code(page.state) == nudged);
    undo();
    page.frame();
    CHECK(shaped_code(page.state) != nudged);
    for (int i = 0; i < 3; ++i) redo();
    page.frame();
    page.arrive("other-sounds");
    CHECK(shaped_code(page.state) == of_other);
    CHECK_FALSE(page.state.messages.failure);
  }
}

TEST_CASE("what is left out of a step that no longer fits is no new step", "[ui]") {
  TwoModels page;
  page.listen();
  CHECK_FALSE(open_any(page.state, page.other, "mine.safetensors"));
  page.frame();
  page.nudge();
  page.frame();
  page.nudge();
  page.frame();
  page.asked("");
  page.press("tiny-sounds");
  page.frame();
  page.arrive("tiny-sounds");
  for (int i = 0; i < 8; ++i) page.press("undo");
  page.frame();
  CHECK_FALSE(page.state.shown.history.can_undo());
}

TEST_CASE("undo ends a morph, so that what it goes back to is heard", "[ui]") {
  ListenPage page;
  page.listen();
  page.keep_two();
  page.nudge();
  page.frame();
  page.press("Morph");
  for (int i = 0; i < 5; ++i) page.answer();
  page.undo();
  CHECK_FALSE(page.state.listening.walking);
  CHECK(shaped_code(page.state) == page.state.shown.view.listen.anchors[1]);
}

TEST_CASE("a digit that could not be spoken is asked for anew with the next one", "[ui]") {
  TwoModels page;
  page.state.settings.preferences.speaks = true;
  speak(page.state, 3);
  page.frame();
  CHECK(page.asked("tiny-sounds") == 1);
  failed(page.state, {Purpose::sounds, "tiny-sounds"}, "the server does not answer");
  page.frame();
  CHECK(page.state.messages.notice == "no sound: the server does not answer");
  CHECK_FALSE(page.state.listening.to_speak);
  speak(page.state, 4);
  page.frame();
  page.arrive("tiny-sounds");
  CHECK_FALSE(page.state.listening.to_speak);
}

TEST_CASE("a model that is told no digit speaks none", "[ui]") {
  TwoModels page;
  page.listen();
  page.choose_other();
  page.press("Generate");
  page.state.settings.preferences.speaks = true;
  speak(page.state, 3);
  CHECK(of_kind<HitPad>(page.answer()).empty());
  CHECK_FALSE(page.state.listening.to_speak);
  CHECK(page.state.messages.notice == "no digit is spoken: model other-sounds cannot be told which");
}

TEST_CASE("latents of sounds are heard again where their model is", "[ui]") {
  ListenPage page;
  page.listen();
  const Matrix codes = page.state.listening.model->sample(5, 0, 2, 1.0f, 4);
  for (const Tab tab : {Tab::listen, Tab::generate}) {
    show_tab(page.state, tab);
    page.frame();
    const auto json = latents_json(*page.state.listening.model, codes);
    REQUIRE(json);
    CHECK_FALSE(open_any(page.state, std::as_bytes(std::span(*json)), "mine.json"));
    CHECK_FALSE(page.state.messages.failure);
    CHECK(page.state.shown.view.tab == Tab::listen);
    CHECK(std::ranges::equal(shaped_code(page.state), row(codes, 0)));
    REQUIRE(page.state.shown.view.listen.anchors[1]);
    CHECK(std::ranges::equal(*page.state.shown.view.listen.anchors[1], row(codes, 1)));
    shape_anew(page.state);
  }
  const auto of_pictures = latents_json(*page.state.opened.model, page.state.opened.model->sample(5, 0, 1, 1.0f, std::nullopt));
  REQUIRE(of_pictures);
  const Code heard = shaped_code(page.state);
  CHECK_FALSE(open_any(page.state, std::as_bytes(std::span(*of_pictures)), "picture.json"));
  CHECK_FALSE(page.state.messages.failure);
  CHECK(shaped_code(page.state) == heard);
}

TEST_CASE("a link to a sound of a file of one's own says for whom it is", "[ui]") {
  TwoModels page;
  page.listen();
  CHECK_FALSE(open_any(page.state, page.other, "mine.safetensors"));
  page.frame();
  page.press("Share");
  for (int i = 0; i < 2; ++i) page.frame();
  page.press("Copy link");
  CHECK(page.state.messages.notice == "link copied, for where mine.safetensors is open");
}
