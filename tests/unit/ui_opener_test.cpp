// Opening a file of one's own: the button wherever models are listed, and the path where there is no dialog.
#include "ui/kit/layout.hpp"
#include "ui/panels/frame/opener.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"
#include "ui/view/tab.hpp"

#include <catch2/catch.hpp>

#include "ui_page.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

constexpr const char* kOpener = "Open a file";

class ListedPage : public Page {
 public:
  explicit ListedPage(float width) : Page(width, 740) {
    for (const char* id : {"vae", "dcgan"}) state.published.manifest.models.push_back(entry(id, ModelRole::generator, "mnist"));
    settle_frames();
  }
  void settle_frames() {
    state.outbox.clear();
    for (int i = 0; i < 3; ++i) frame();
  }
  void press_and_settle(std::string_view name) {
    press(name);
    settle_frames();
  }
  /// The one command since settle_frames().
  template <class Kind>
  Kind asked() const {
    REQUIRE(state.outbox.size() == 1);
    REQUIRE(std::holds_alternative<Kind>(state.outbox[0]));
    return std::get<Kind>(state.outbox[0]);
  }
};

/// As a person does, into whatever has the keyboard.
void type(Page& page, const char* text) {
  ImGui::GetIO().AddInputCharactersUTF8(text);
  page.frame();
}

}  // namespace

TEST_CASE("a file can be opened from the list, its sheet and the panel, each of which then makes room", "[ui]") {
  for (const float width : {360.0f, 1280.0f}) {
    INFO(width);
    ListedPage page(width);
    const bool wide = width > 1000;
    if (!wide) page.press_and_settle("model vae");
    const Rect area = page.widget(kOpener).area;
    CHECK(area.min.x >= 0);
    CHECK(area.max.x <= width);
    page.press(kOpener);
    page.asked<ChooseFile>();
    page.settle_frames();
    CHECK(page.state.moment.open_sheet.empty());

    if (!wide) page.press_and_settle("model vae");
    page.press_and_settle("Models");
    page.press(kOpener);
    page.asked<ChooseFile>();
    page.settle_frames();
    CHECK(page.state.moment.open_sheet.empty());
  }
}

TEST_CASE("a file can be opened by the keyboard alone", "[ui]") {
  ListedPage page(1280);
  page.focus(kOpener);
  page.key(ImGuiKey_Enter);
  page.asked<ChooseFile>();
}

TEST_CASE("a file can be opened where there is no list, and where there is no model", "[ui]") {
  Page page(360, 740);
  page.press("model vae");
  page.frame();
  page.frame();
  CHECK_FALSE(page.has_widget("Models"));
  page.press(kOpener);
  REQUIRE(commands_of<ChooseFile>(page.state).size() == 1);
  page.state.opened.model.reset();
  page.frame();
  page.frame();
  page.press(kOpener);
  CHECK(commands_of<ChooseFile>(page.state).size() == 2);
  ask_for_path(page.state);
  page.frame();
  page.frame();
  CHECK(page.has_widget("path"));
}

TEST_CASE("where there is no dialog a path is typed, and kept for another try", "[ui]") {
  for (const float width : {360.0f, 1280.0f}) {
    INFO(width);
    ListedPage page(width);
    const auto open = [&] {
      ask_for_path(page.state);
      page.settle_frames();
    };
    open();
    page.key(ImGuiKey_Enter);  // nothing is asked for
    CHECK(page.state.outbox.empty());
    open();
    type(page, "~/1 mine.json");
    CHECK(page.state.shown.view.tab == Tab::generate);
    page.key(ImGuiKey_Enter);
    CHECK(page.asked<OpenPath>().path == "~/1 mine.json");
    page.settle_frames();
    CHECK(page.state.moment.open_sheet.empty());

    open();
    CHECK(page.widget("path").value == "~/1 mine.json");
    page.press("Open");
    CHECK(page.asked<OpenPath>().path == "~/1 mine.json");
    open();
    type(page, "/other.csv");  // in place of what is selected
    page.press("Open");
    CHECK(page.asked<OpenPath>().path == "/other.csv");
    open();
    page.key(ImGuiKey_Escape);
    page.settle_frames();
    CHECK(page.state.moment.open_sheet.empty());
  }
}
