// The Listen tab without a loudspeaker: what it asks of the shell, what it makes of the answers, and what a link keeps of it.
#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <utility>

#include "audio/wav.hpp"
#include "ui/link.hpp"
#include "ui/open_any.hpp"
#include "ui/permalink.hpp"
#include "ui_page.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

constexpr int kWave = 64;

/// Waves of 64 samples for each of ten digits.
ModelSpec tiny_sounds() {
  return {.id = "tiny-sounds",
          .title = "Tiny sounds",
          .sample = {1, 1, kWave},
          .pixels = PixelRange::signed_unit,
          .sound = SoundFormat{.rate = 16'000, .samples = kWave, .spectrogram = {}},
          .latent = 3,
          .classes = 10,
          .condition = {{"embedding", Embedding{10, 4}}},
          .encoder = {{"in", Linear{kWave + 4, 3}}},
          .decoder = {{"out", Linear{7, kWave}}, Tanh{}}};
}

/// What a shell was asked for of one kind, in order; all requests are taken.
struct Asked {
  std::vector<MakeAudible> made;
  std::vector<MixerCommand> mixed;
  std::vector<TakeIn> taken;
};

Asked take_requests(AppState& state) {
  Asked asked;
  for (SoundRequest& request : std::exchange(state.listening.requests, {})) {
    if (auto* make = std::get_if<MakeAudible>(&request)) asked.made.push_back(std::move(*make));
    if (auto* mix = std::get_if<MixerCommand>(&request)) asked.mixed.push_back(std::move(*mix));
    if (auto* take = std::get_if<TakeIn>(&request)) asked.taken.push_back(std::move(*take));
  }
  return asked;
}

/// The samples that these tests' shell makes of a row.
std::vector<float> heard_of(std::span<const float> row) {
  std::vector<float> samples;
  for (const float value : row) samples.push_back(value * 2 - 1);
  return samples;
}

class ListenPage : public Page {
 public:
  ListenPage() : Page(1440, 900) {
    bytes = golden_file(unstored_model_file(tiny_sounds(), Dtype::f32));
    state.manifest.models = {entry("vae", ModelRole::generator, "mnist"),
                             entry("tiny-sounds", ModelRole::sound_generator, "spoken")};
    state.manifest.models[1].sha256 = sha256_hex(bytes);
    frame();
  }
  /// On the tab with the model, and as many frames as all sounds take.
  void listen() {
    press("Listen");
    frame();
    REQUIRE(open_sound_model(state, bytes, "tiny-sounds"));
    for (int i = 0; i < 2 * kSlots; ++i) answer();
  }
  /// A frame, and what it asks for is made; returns what the mixer was told.
  std::vector<MixerCommand> answer() {
    frame();
    Asked asked = take_requests(state);
    for (const MakeAudible& make : asked.made)
      hear(state, make.slot, make.serial, heard_of(make.row), std::vector<float>(256 * 80));
    std::vector<MixerCommand> told = std::move(asked.mixed);
    for (MixerCommand& more : take_requests(state).mixed) told.push_back(std::move(more));
    return told;
  }
  std::vector<float> shaped_samples() {
    const Code code = shaped_code(state);
    Matrix row_of_code(1, std::ssize(code));
    std::ranges::copy(code, row(row_of_code, 0).begin());
    return heard_of(row(state.listening.model->decode(row_of_code), 0));
  }
  /// Shapes the sound a little.
  void nudge() {
    Code code = shaped_code(state);
    code.front() += 1;
    shape(state, code);
  }
  void type(char character) {
    ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(character));
    frame();
  }

  Bytes bytes;
};

template <class Command>
std::vector<Command> of_kind(const std::vector<MixerCommand>& told) {
  std::vector<Command> found;
  for (const MixerCommand& command : told)
    if (const auto* one = std::get_if<Command>(&command)) found.push_back(*one);
  return found;
}

}  // namespace

TEST_CASE("without models of sounds there is no Listen tab", "[ui]") {
  Page without(1440, 900);
  CHECK_FALSE(without.has_widget("Listen"));
}

TEST_CASE("a model of sounds is asked for once, and its failure can be tried again", "[ui]") {
  ListenPage page;
  const auto asked = [&] {
    return std::ranges::count_if(page.state.commands, [](const Command& command) {
      return command.kind == Command::Kind::load_sound_model && command.argument == "tiny-sounds";
    });
  };
  CHECK(asked() == 0);
  page.press("Listen");
  page.frame();
  CHECK(asked() == 1);
  fail_sound_model(page.state, "tiny-sounds", "the server does not answer");
  page.frame();
  page.press("Try again");
  page.frame();
  CHECK(asked() == 2);
  Bytes damaged = page.bytes;
  damaged.back() ^= std::byte{1};
  CHECK_FALSE(open_sound_model(page.state, damaged, "tiny-sounds"));
  CHECK_FALSE(page.state.listening.model);
}

TEST_CASE("the shaped sound loops while it is wanted, and follows what is shaped", "[ui]") {
  ListenPage page;
  page.listen();
  const auto told = [&] { return of_kind<SetLoop>(take_requests(page.state).mixed); };
  take_requests(page.state);
  page.press("Loop");
  CHECK(told() == std::vector<SetLoop>{{page.shaped_samples()}});
  page.press("Loop");
  CHECK(told() == std::vector<SetLoop>{{}});
  page.press("Loop");
  CHECK(told() == std::vector<SetLoop>{{page.shaped_samples()}});

  page.press("Map");
  CHECK(told() == std::vector<SetLoop>{{}});
  page.press("Listen");
  CHECK(told() == std::vector<SetLoop>{{page.shaped_samples()}});

  const Code before = shaped_code(page.state);
  page.nudge();
  CHECK(of_kind<SetLoop>(page.answer()) == std::vector<SetLoop>{{page.shaped_samples()}});
  CHECK(shaped_code(page.state) != before);
}

TEST_CASE("the pad shapes the two latents that are heard most", "[ui]") {
  ListenPage page;
  page.listen();
  const Sliders& sliders = page.state.listening.sliders;
  const Rect pad = page.widget("latent pad").area;
  REQUIRE(sliders.ordered);
  CHECK_FALSE(is_listening(page.state));  // the page rests
  const std::vector<double>& heard = sliders.activity->values();
  CHECK(std::ranges::is_sorted(sliders.order, std::greater(), [&](int d) { return heard[static_cast<std::size_t>(d)]; }));
  const Code before = shaped_code(page.state);
  page.click({pad.min.x + 3, pad.min.y + 3});
  const Code after = shaped_code(page.state);
  for (int d = 0; d < 3; ++d) {
    const auto at = static_cast<std::size_t>(d);
    CHECK((before[at] == after[at]) == (d == sliders.order[2]));
  }
}

TEST_CASE("Play plays what is shaped, each time it is pressed, and only that", "[ui]") {
  ListenPage page;
  page.listen();
  for (int i = 0; i < 2; ++i) {
    page.press("Play");
    const auto played = of_kind<PlayOnce>(page.answer());
    REQUIRE(played.size() == 1);
    CHECK(played[0].samples == page.shaped_samples());
  }
  page.answer();
  page.nudge();
  for (int i = 0; i < 3; ++i) CHECK(of_kind<PlayOnce>(page.answer()).empty());
  page.nudge();
  page.press("Play");  // before its sound is there
  std::vector<PlayOnce> played;
  for (int i = 0; i < 3; ++i)
    for (PlayOnce& one : of_kind<PlayOnce>(page.answer())) played.push_back(std::move(one));
  REQUIRE(played.size() == 1);
  CHECK(played[0].samples == page.shaped_samples());
}

TEST_CASE("a tap on the pad is heard in full when it is let go", "[ui]") {
  ListenPage page;
  page.listen();
  page.click(page.widget("latent pad").area.min);
  std::vector<PlayOnce> played;
  for (int i = 0; i < 3; ++i)
    for (PlayOnce& one : of_kind<PlayOnce>(page.answer())) played.push_back(std::move(one));
  REQUIRE(played.size() == 1);
  CHECK(played[0].samples == page.shaped_samples());
}

TEST_CASE("what was done before the voice arrived can still be undone", "[ui]") {
  ListenPage page;
  set_seed(page.state, 4711);
  page.frame();
  page.listen();
  CHECK_FALSE(page.state.view.listen.code);
  CHECK(link_of(page.state, page.state.view).find("&sound=") != std::string::npos);
  page.press("Generate");
  page.undo();
  CHECK(page.state.view.draw.seed == 7);
  page.redo();
  CHECK(page.state.view.draw.seed == 4711);
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
    CHECK(page.state.listening.requests.empty());
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
    return std::ranges::count_if(std::exchange(page.state.listening.requests, {}),
                                 [](const SoundRequest& request) { return std::holds_alternative<StopRecording>(request); });
  };
  page.press("record");
  page.state.listening.status.recorded_seconds = 3;
  stops();
  page.frame();
  CHECK(stops() == 0);
  CHECK(is_listening(page.state));
  page.state.listening.status.recorded_seconds = kMostRecordedSeconds;
  page.frame();
  CHECK(stops() == 1);
  page.state.listening.status.recorded_seconds = 3;
  page.press("Generate");
  page.frame();
  CHECK(stops() >= 1);
}

TEST_CASE("a sound of another model's width is left out, and that is said", "[ui]") {
  ListenPage page;
  page.state.view.listen.code = Code{1, 2, 3};
  page.listen();
  REQUIRE(page.state.error);
  CHECK(page.state.error->message == "a sound was left out: model tiny-sounds expects 13 values of its code, found 3");
}

TEST_CASE("a model whose sounds have another rate than the mixer's is refused", "[ui]") {
  ListenPage page;
  ModelSpec spec = tiny_sounds();
  spec.sound->rate = 44'100;
  const Bytes file = golden_file(unstored_model_file(spec, Dtype::f32));
  CHECK_FALSE(open_model(page.state, file, "fast.safetensors"));
  REQUIRE(page.state.error);
  CHECK(page.state.error->message ==
        "fast.safetensors: expected sounds of 16000 samples per second, found 44100 of model tiny-sounds");
}

TEST_CASE("a late answer for a sound that was asked for again is not heard", "[ui]") {
  ListenPage page;
  page.listen();
  page.nudge();
  page.frame();
  const Asked asked = take_requests(page.state);
  REQUIRE(asked.made.size() == 1);
  hear(page.state, kShaped, asked.made[0].serial + 7, std::vector<float>(kWave, 0.5f), {});
  CHECK(page.state.listening.sounds[kShaped].samples != std::vector<float>(kWave, 0.5f));
  hear(page.state, kShaped, asked.made[0].serial, std::vector<float>(kWave, 0.25f), {});
  CHECK(page.state.listening.sounds[kShaped].samples == std::vector<float>(kWave, 0.25f));
}

TEST_CASE("digit keys hit the pads, each of which says its digit in a voice that can be changed", "[ui]") {
  ListenPage page;
  page.listen();
  const MadeSound seven = page.state.listening.sounds[kFirstPad + 7];
  CHECK(seven.code[3 + 7] == 1);
  CHECK(seven.samples == heard_of(seven.row));
  page.type('7');
  CHECK(page.state.view.tab == Tab::listen);
  CHECK(of_kind<HitPad>(take_requests(page.state).mixed) == std::vector<HitPad>{{7}});

  page.press("vary pad 7");
  std::vector<MixerCommand> told;
  for (int i = 0; i < 3; ++i)
    for (MixerCommand& command : page.answer()) told.push_back(std::move(command));
  const MadeSound& other = page.state.listening.sounds[kFirstPad + 7];
  CHECK(other.code != seven.code);
  CHECK(of_kind<SetPad>(told) == std::vector<SetPad>{{7, other.samples}});
  CHECK(of_kind<HitPad>(told) == std::vector<HitPad>{{7}});
}

TEST_CASE("steps are set by a click, drawn by a drag, and played by Space", "[ui]") {
  ListenPage page;
  page.listen();
  const Rect steps = page.widget("steps of the beat").area;
  const auto cell = [&](int pad, int step) {
    return ImVec2(steps.min.x + steps.width() * (static_cast<float>(step) + 0.5f) / kSteps,
                  steps.min.y + steps.height() * (static_cast<float>(pad) + 0.5f) / kPads);
  };
  page.click(cell(3, 5));
  CHECK(page.state.view.listen.steps[5] == 1 << 3);
  page.point(cell(0, 0), false);
  for (int step = 0; step < 4; ++step) page.point(cell(0, step), true);
  page.point(cell(0, 3), false);
  for (std::size_t step = 0; step < 4; ++step) CHECK(page.state.view.listen.steps[step] == 1);
  page.click(cell(3, 5));
  CHECK(page.state.view.listen.steps[5] == 0);

  take_requests(page.state);
  for (const bool playing : {true, false}) {
    page.key(Page::kSpace);
    const auto patterns = of_kind<SetPattern>(page.answer());
    REQUIRE(patterns.size() == 1);
    CHECK(patterns[0].pattern == Pattern{.steps = page.state.view.listen.steps, .tempo = 120, .swing = 0, .playing = playing});
    CHECK(page.state.listening.beating == playing);
  }
}

TEST_CASE("between two sounds that were kept lies a path, which can be walked", "[ui]") {
  ListenPage page;
  page.listen();
  page.press("keep as A");
  page.press("another sound");
  page.answer();
  page.press("keep as B");
  const auto [a, b] = page.state.view.listen.anchors;
  REQUIRE((a && b && *a != *b));
  page.press("Morph");
  CHECK(page.state.listening.walking);
  for (int i = 0; i < 20; ++i) page.answer();
  const Code on_the_way = shaped_code(page.state);
  CHECK(on_the_way != *a);
  CHECK(on_the_way != *b);
  page.press("Morph");
  REQUIRE(page.state.view.listen.code);
  CHECK(shaped_code(page.state) == *page.state.view.listen.code);
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

TEST_CASE("a digit that is chosen elsewhere is spoken to who asked for that", "[ui]") {
  ListenPage page;
  page.state.manifest.models.push_back(entry("cvae", ModelRole::generator, "mnist"));
  page.open(*find_model("cvae"));
  page.click(page.stage_class(8));
  page.frame();
  CHECK_FALSE(page.state.listening.to_speak);
  page.state.preferences.speaks = true;
  page.click(page.stage_class(8));
  page.frame();
  CHECK(page.state.listening.to_speak == 8);
  REQUIRE(open_sound_model(page.state, page.bytes, "tiny-sounds"));
  std::vector<MixerCommand> told;
  for (int i = 0; i < 2 * kSlots; ++i)
    for (MixerCommand& command : page.answer()) told.push_back(std::move(command));
  CHECK(of_kind<HitPad>(told) == std::vector<HitPad>{{8}});
  CHECK_FALSE(page.state.listening.to_speak);
}
