// Where things are, on a laptop's screen and on a phone's: large enough, in sight, and nothing cut.
#include <imgui_internal.h>  // FindWindowByName
#include <catch2/catch.hpp>

#include <set>

#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/state/app_state.hpp"
#include "ui_page.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

constexpr float kFinger = 34;  // the least that it hits

/// A page with more models than the list at its side has room for.
void list_many(Page& page) {
  for (const ModelSpec& spec : catalogue())
    if (spec.classifier.empty() && !spec.sound)
      page.state.published.manifest.models.push_back(entry(spec.id.c_str(), ModelRole::generator, "mnist"));
}

}  // namespace

TEST_CASE("the digit on the stage stays large, and as many sliders as fit are below it", "[ui]") {
  for (const ImVec2 size : {ImVec2(1280, 800), ImVec2(1280, 720), ImVec2(1440, 900)}) {
    Page page(size.x, size.y);
    for (const char* id : {"vae", "gan", "acgan", "fashion-acgan", "vae2d"}) {
      CAPTURE(size.x, size.y, id);
      page.open(*find_model(id));
      const Rect first = page.widget("along " + page.name_of(0)).area;
      const float width = first.max.x - page.widget("Set A").area.min.x;
      CHECK(page.size(page.shown().stage()).y + 16 >= 0.55f * width - 1);
      const Rect last = page.widget("along " + page.name_of(page.shown().sliders() - 1)).area;
      CHECK(last.max.y < size.y - 15);
      CHECK(page.shown().sliders() >= std::min(14, page.state.derived.sliders.listed()));
    }
  }
}

TEST_CASE("the arrows above the sliders come by every dimension once", "[ui]") {
  Page page(1280, 720);
  page.open(*find_model("gan"));
  std::vector<int> seen = page.shown().dimensions;
  for (int pages = 1; static_cast<int>(seen.size()) < page.state.derived.sliders.listed(); ++pages) {
    REQUIRE(pages < 20);
    page.press("next");
    page.frame();
    const auto more = page.shown().dimensions;
    seen.insert(seen.end(), more.begin(), more.end());
  }
  CHECK(seen == std::vector<int>(page.state.derived.sliders.order.begin(),
                                 page.state.derived.sliders.order.begin() + page.state.derived.sliders.listed()));
}

TEST_CASE("a finger finds classes, arrows and the pictures along a dimension", "[ui]") {
  Page page(360, 740);
  page.open(*find_model("acgan"));
  int found = 0;
  for (const Widget& widget : page.state.moment.interaction.widgets) {
    static const std::set<std::string> kNames = {"all", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "previous", "next"};
    if (!kNames.contains(widget.name) && !widget.name.starts_with("along ")) continue;
    CAPTURE(widget.name);
    CHECK(widget.area.width() >= kFinger);
    CHECK(widget.area.height() >= kFinger);
    ++found;
  }
  CHECK(found == 11 + 10 + 2 + page.shown().sliders());
}

TEST_CASE("the model in use is in sight in the list at the side, and where a phone's list opens", "[ui]") {
  SECTION("at the side") {
    Page page(1280, 500);
    list_many(page);
    const std::string last = page.state.published.manifest.models.back().id;
    page.open(*find_model(last));
    for (int frame = 0; frame < 3; ++frame) page.frame();
    const Rect row = page.widget(last + ", " + last + ", chosen").area;
    CHECK(row.min.y >= 48);
    CHECK(row.max.y <= page.widget("Models").area.min.y);
  }
  SECTION("on a phone") {
    Page page(360, 740);
    list_many(page);
    const std::string last = page.state.published.manifest.models.back().id;
    page.open(*find_model(last));
    page.press("model " + last);
    for (int frame = 0; frame < 4; ++frame) page.frame();
    const Rect row = page.widget(last + ", " + last + ", chosen").area;
    CHECK(row.min.y >= 48);
    CHECK(row.max.y <= 740);
  }
}

TEST_CASE("on a phone the large sheets darken the page and leave the bar whole", "[ui]") {
  Page page(360, 740);
  list_many(page);
  for (const std::string sheet : {"models panel", "help", "share"}) {
    CAPTURE(sheet);
    page.state.moment.next_sheet = sheet;
    for (int frame = 0; frame < 3; ++frame) page.frame();
    REQUIRE(page.state.moment.open_sheet == sheet);
    for (const Widget& widget : page.state.moment.interaction.widgets) CHECK(widget.area.min.y >= 48);
    const ImVector<ImDrawVert>& below = ImGui::FindWindowByName("below the sheet")->DrawList->VtxBuffer;
    const bool dark = std::any_of(below.begin(), below.end(), [](const ImDrawVert& at) { return at.pos.x <= 0 && at.pos.y <= 0; });
    CHECK(dark == (sheet != "share"));
    page.key(ImGuiKey_Escape);
    page.frame();
  }
}

TEST_CASE("on a phone a tab opens at its top, and is where it was left when one comes back", "[ui]") {
  Page page(360, 740);
  const auto top_of = [&](const char* name) { return page.widget(name).area.min.y; };
  const float before = top_of("Resample");
  for (float y = 600; y >= 200; y -= 20) page.point({180, y}, true);
  page.point({180, 200}, false);
  for (int i = 0; i < 120; ++i) page.frame();  // what the finger gave it runs out
  const float left = top_of("Resample");
  REQUIRE(left < before - 100);
  page.press("Map");
  page.frame();
  CHECK(top_of("map") > 0);
  page.press("Generate");
  page.frame();
  CHECK(top_of("Resample") == left);
}

TEST_CASE("a low window scrolls in one column, as a phone on its side does", "[ui]") {
  for (const float height : {300.0f, 420.0f}) {
    Page page(1280, height);
    page.frame();
    CAPTURE(height);
    CHECK(page.widget("Generate, chosen").area.max.y > height - 60);
    CHECK(page.widget("Set A").area.min.y > page.widget("Resample").area.max.y);
    page.press("Interpolate");
    page.frame();
    CHECK(page.widget("the path from A to B").area.min.y > page.widget("speed").area.max.y);
  }
}
