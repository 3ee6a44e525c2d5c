// The Listen tab: what the shell answers, failures, files and links.
#include <catch2/catch.hpp>

#include <algorithm>
#include <utility>

#include "audio/wav.hpp"
#include "latent/latents_text.hpp"
#include "ui/link/fragment.hpp"
#include "ui/session/changes.hpp"
#include "ui/session/links.hpp"
#include "ui/session/open_any.hpp"
#include "ui/session/open_model.hpp"
#include "ui/sound/listening.hpp"
#include "ui/sound/making.hpp"
#include "ui/sound/playing.hpp"
#include "ui/sound/shaping.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"
#include "ui/state/listening.hpp"
#include "ui/view/code.hpp"
#include "ui/view/listen_view.hpp"
#include "ui/view/tab.hpp"
#include "ui/view/view.hpp"
#include "ui_listen_page.hpp"

using namespace zscape;
using namespace zscape::testing;

TEST_CASE("without models of sounds there is no Listen tab", "[ui]") {
  Page without(1440, 900);
  CHECK_FALSE(without.has_widget("Listen"));
}

TEST_CASE("what was done before the voice arrived can still be undone", "[ui]") {
  ListenPage page;
  set_seed(page.state, 4711);
  page.frame();
  page.listen();
  CHECK_FALSE(page.state.shown.view.listen.code);
  CHECK(link_of(page.state, page.state.shown.view).find("&sound=") != std::string::npos);
  page.press("Generate");
  page.undo();
  CHECK(page.state.shown.view.draw.seed == 7);
  page.redo();
  CHECK(page.state.shown.view.draw.seed == 4711);
}

TEST_CASE("after a failure nothing is asked for until a person tries again, and then all of it", "[ui]") {
  ListenPage page;
  page.listen();
  page.press("Loop");
  page.answer();
  fail_sound(page.state, "sound.wasm: the server does not answer");
  page.frame();
  for (int i = 0; i < 3; ++i) {
    page.frame();
    const Asked asked = take_requests(page.state);
    CHECK(asked.made.empty());
    CHECK(asked.mixed.empty());
  }
  CHECK_FALSE(is_listening(page.state));
  page.press("Try again");
  std::vector<SetPad> pads;
  for (int i = 0; i < 2 * kSlots; ++i)
    for (SetPad& pad : of_kind<SetPad>(page.answer())) pads.push_back(std::move(pad));
  CHECK(pads.size() == kPads);
  page.press("Play");
  CHECK(of_kind<PlayOnce>(page.answer()).size() == 1);
}

TEST_CASE("the microphone is closed when it is full and when its tab is left", "[ui]") {
  ListenPage page;
  page.listen();
  const auto stops = [&] {
    const auto asked = std::exchange(page.state.outbox, {});
    return std::ranges::count_if(asked, [](const Command& one) { return std::holds_alternative<StopRecording>(one); });
  };
  page.press("record");
  page.state.listening.status.recorded_seconds = 3;
  stops();
  page.frame();
  CHECK(stops() == 0);
  CHECK(is_listening(page.state));
  page.state.listening.status.recorded_seconds = kMaxRecordedSeconds;
  page.frame();
  CHECK(stops() == 1);
  page.state.listening.status.recorded_seconds = 3;
  page.press("Generate");
  page.frame();
  CHECK(stops() >= 1);
}

TEST_CASE("a sound of another model's width is left out, and that is said", "[ui]") {
  ListenPage page;
  page.state.shown.view.listen.code = Code{1, 2, 3};
  page.listen();
  REQUIRE(page.state.messages.failure);
  CHECK(page.state.messages.failure->error.message ==
        "a sound was left out: model tiny-sounds expects 13 values of its code, found 3");
}

TEST_CASE("a model whose sounds have another rate than the mixer's is refused", "[ui]") {
  ListenPage page;
  ModelSpec spec = tiny_sounds();
  spec.sound->rate = 44'100;
  const Bytes file = golden_file(unstored_model_file(spec, Dtype::f32));
  CHECK_FALSE(open_model(page.state, file, "fast.safetensors"));
  REQUIRE(page.state.messages.failure);
  CHECK(page.state.messages.failure->error.message ==
        "fast.safetensors: expected sounds of 16000 samples per second, found 44100 of model tiny-sounds");
}

TEST_CASE("a WAV file goes to the model, which finds the digit and the latent that come nearest", "[ui]") {
  ListenPage page;
  page.listen();
  const Bytes wav = encode_wav({.rate = 16'000, .samples = std::vector<float>(100, 0.25f)});
  CHECK_FALSE(open_any(page.state, wav, "mine.wav"));
  page.frame();
  const Asked asked = take_requests(page.state);
  REQUIRE(asked.taken.size() == 1);
  CHECK(asked.taken[0].name == "mine.wav");
  CHECK(asked.taken[0].wav == wav);
  CHECK(asked.taken[0].format == *tiny_sounds().sound);

  // What the model itself makes of a code of class 4 comes back as class 4.
  const Model& model = *page.state.listening.model;
  const Matrix code = model.sample(1, 0, 1, 1.0f, 4);
  const Matrix x = model.decode(code);
  std::vector<float> row_values(row(x, 0).begin(), row(x, 0).end());
  const auto distance = [&](const Code& found) {
    Matrix codes(1, std::ssize(found));
    std::ranges::copy(found, row(codes, 0).begin());
    return (model.decode(codes) - x).norm();
  };
  hear_own(page.state, "mine.wav", row_values, heard_of(row_values), std::vector<float>(256 * 80));
  REQUIRE(page.state.listening.own);
  const Code found = shaped_code(page.state);
  for (int label = 0; label < 10; ++label) {
    Matrix classes = Matrix::Zero(1, 10);
    classes(0, label) = 1;
    const Matrix z = model.encode(x, classes).mean;
    Code other(row(z, 0).begin(), row(z, 0).end());
    other.insert(other.end(), row(classes, 0).begin(), row(classes, 0).end());
    CHECK(distance(found) <= distance(other));
  }
  page.frame();
  CHECK(page.has_widget("play the original"));
}

TEST_CASE("what is shaped and played is in the link, and what does not fit is refused by name", "[ui]") {
  View view;
  view.tab = Tab::listen;
  view.listen.model_id = "tiny-sounds";
  view.listen.code = Code{0.5f, -1, 2};
  view.listen.anchors[1] = Code{1, 2, 3};
  view.listen.variations = {0, 3, 0, 0, 0, 0, 0, 0, 0, 12};
  view.listen.steps[0] = 0x201;
  view.listen.steps[15] = 0x3ff;
  view.listen.tempo = 97.5f;
  view.listen.swing = 0.25f;
  const auto back = parse_fragment(to_fragment(view), {});
  REQUIRE(back);
  CHECK(*back == view);
  const auto refuses = [](const std::string& text, const char* key) {
    const auto parsed = parse_fragment("model=vae&" + text, {});
    REQUIRE_FALSE(parsed);
    CHECK_THAT(parsed.error().message, Catch::Contains(key));
  };
  refuses("tempo=10", "tempo");
  refuses("swing=0.8", "swing");
  refuses("beat=12", "beat");
  refuses("beat=" + std::string(60, '0') + "0400", "beat");
  refuses("pads=1.2.3.4.5.6.7.8.9.10.11", "pads");
  refuses("pads=-1", "pads");
  refuses("sound=!", "sound");
}

TEST_CASE("on Listen it is the sound that is taken away", "[ui]") {
  ListenPage page;
  page.listen();
  page.press("Share");
  for (int i = 0; i < 2; ++i) page.frame();
  CHECK_FALSE(page.has_widget("Wall as PNG"));
  page.state.outbox.clear();
  for (const char* kind : {"WAV", "JSON", "CSV"}) page.press(std::string("Sound as ") + kind);
  const auto saved = commands_of<SaveFile>(page.state);
  REQUIRE(saved.size() == 3);
  CHECK(saved[0].name == "tiny-sounds.wav");
  CHECK(saved[0].bytes == encode_wav({.rate = 16'000, .samples = page.shaped_samples()}));
  CHECK(saved[1].name == "tiny-sounds-sound.json");
  CHECK(saved[2].name == "tiny-sounds-sound.csv");
  for (const SaveFile& file : {saved[1], saved[2]}) {
    const std::string_view text(reinterpret_cast<const char*>(file.bytes.data()), file.bytes.size());
    const auto codes = parse_latents(*page.state.listening.model, text);
    REQUIRE(codes);
    CHECK(std::ranges::equal(row(*codes, 0), shaped_code(page.state)));
  }
}

TEST_CASE("a link made during a morph is of the sound that is heard then", "[ui]") {
  ListenPage page;
  page.listen();
  page.keep_two();
  page.press("Morph");
  for (int i = 0; i < 20; ++i) page.answer();
  page.press("Share");
  for (int i = 0; i < 2; ++i) page.frame();
  page.state.outbox.clear();
  page.press("Copy link");
  const auto copied = commands_of<CopyLink>(page.state);
  REQUIRE(copied.size() == 1);
  const std::string& link = copied[0].fragment;
  const auto opened = parse_link(link.substr(link.find('#') + 1), {});
  REQUIRE(opened);
  REQUIRE(opened->view.listen.code);
  const ListenView& view = page.state.shown.view.listen;
  for (const std::optional<Code>& kept : {view.anchors[0], view.anchors[1], view.code}) CHECK(opened->view.listen.code != kept);
}

TEST_CASE("a sound that cannot be saved yet says why", "[ui]") {
  ListenPage page;
  page.listen();
  fail_sound(page.state, "sound.wasm: the server does not answer");
  page.frame();
  page.state.outbox.clear();
  page.state.messages.notice.clear();
  page.press("Save WAV");
  CHECK(page.state.outbox.empty());
  CHECK(page.state.messages.notice == "no sound: sound.wasm: the server does not answer");
}
