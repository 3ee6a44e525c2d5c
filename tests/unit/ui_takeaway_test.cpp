// What people take away: files that the Share sheet saves, help.
#include <catch2/catch.hpp>

#include "image/decode.hpp"
#include "latent/latents_text.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/bar/diagram.hpp"
#include "ui/panels/bar/explain.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"
#include "ui_page.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

/// What the press of a button in the Share sheet saves.
SaveFile saved(Page& page, std::string_view button) {
  page.state.outbox.clear();
  page.press("Share");
  page.frame();
  page.frame();
  page.press(button);
  REQUIRE(page.state.outbox.size() == 1);
  const auto files = commands_of<SaveFile>(page.state);
  REQUIRE(files.size() == 1);
  page.click({600, 780});  // beside the sheet
  page.frame();
  return files[0];
}

std::string_view text_of(const SaveFile& command) {
  return {reinterpret_cast<const char*>(command.bytes.data()), command.bytes.size()};
}

}  // namespace

TEST_CASE("latents are saved as they are shown, and come back to the last bit", "[ui]") {
  Page page(1280, 800);
  for (const char* kind : {"JSON", "CSV"}) {
    const SaveFile wall = saved(page, std::string("Wall as ") + kind);
    const auto codes = parse_latents(*page.state.opened.model, text_of(wall));
    REQUIRE(codes.ok());
    CHECK(*codes == page.state.derived.wall_codes.codes);
    const auto stage = parse_latents(*page.state.opened.model, text_of(saved(page, std::string("Digit as ") + kind)));
    REQUIRE(stage.ok());
    CHECK(std::ranges::equal(row(*stage, 0), *page.state.shown.view.stage));
  }
  CHECK(saved(page, "Path as CSV").name == "vae-path.csv");
}

TEST_CASE("pictures are saved as PNG, the walk as an animation", "[ui]") {
  Page page(1280, 800);
  page.state.settings.preferences.smooth = false;
  page.frame();
  const SaveFile digit = saved(page, "Digit as PNG");
  CHECK(digit.name == "vae-digit.png");
  const auto image = decode_image(digit.bytes);
  REQUIRE(image.ok());
  const int times = image->width / 28;
  const auto shown = page.pixels(page.shown().stage());
  for (int y = 0; y < 28; ++y)
    for (int x = 0; x < 28; ++x)
      REQUIRE(image->pixels[static_cast<std::size_t>((y * times + times / 2) * image->width + x * times + times / 2) *
                            static_cast<std::size_t>(image->channels)] == shown[static_cast<std::size_t>(y * 28 + x)]);
  CHECK(saved(page, "Walk as animated PNG").name == "vae-walk.png");
  CHECK(decode_image(saved(page, "Wall as PNG").bytes).ok());
}

TEST_CASE("the picture of the window is asked for when the sheet is out of it", "[ui]") {
  Page page(1280, 800);
  page.press("Share");
  page.frame();
  page.frame();
  page.press("Window as PNG");
  CHECK(page.state.outbox.empty());
  for (int i = 0; i < 4; ++i) page.frame();
  CHECK(page.state.moment.open_sheet.empty());
  CHECK(commands_of<SaveWindow>(page.state).size() == 1);
}

TEST_CASE("a diagram follows the spec from picture to picture", "[ui]") {
  const auto rows = diagram_of(published(*find_model("vae")));
  REQUIRE(rows.size() == 5);
  CHECK(rows[0].shape == "28 \xc3\x97 28");
  CHECK(rows[1].text == "linear 784 -> 400, relu");
  CHECK(rows[1].parameters == 784 * 400 + 400);
  CHECK(rows[2].is_latent);
  CHECK(rows[2].parameters == 2 * (400 * 20 + 20));
  CHECK(rows[4].text == "linear 400 -> 784, sigmoid");
  CHECK(rows[4].values == 784);
  for (const ModelSpec& spec : catalogue()) {
    if (!is_generative(spec)) continue;
    const auto all = diagram_of(published(spec));
    CHECK(std::ranges::count(all, true, &DiagramRow::is_latent) == 1);
    CHECK(all.back().values == sample_width(spec));
    if (spec.sound && !spec.encoder.empty())
      CHECK_THAT(all[0].text, Catch::StartsWith(spec.sound->spectrogram ? "a spectrogram" : "a wave"));
    const std::string text = explain(published(spec));
    CHECK((text.find("picture") != std::string::npos) == (!spec.sound || spec.sound->spectrogram));
    CHECK((text.find("sound") != std::string::npos) == spec.sound.has_value());
  }
  CHECK(grouped(1234567) == "1 234 567");
  CHECK(grouped(999) == "999");
}

TEST_CASE("the question mark opens help for every size of screen", "[ui]") {
  for (const ImVec2 size : {ImVec2(1280, 800), ImVec2(360, 740)}) {
    Page page(size.x, size.y);
    ImGui::GetIO().AddInputCharacter('?');
    page.frame();
    page.frame();
    CHECK(page.state.moment.open_sheet == "help");
    page.press("Show the tour");
    page.frame();
    CHECK(page.state.moment.tour_stop == 1);
  }
}
