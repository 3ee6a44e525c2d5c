// Links that say which file and which picture they were made of.
#include <catch2/catch.hpp>

#include "ui/session/links.hpp"
#include "ui/state/app_state.hpp"
#include "ui/view/view.hpp"
#include "ui_page.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

std::string replaced(std::string text, const std::string& key, const std::string& value) {
  const std::size_t at = text.find(key) + key.size();
  return text.replace(at, value.size(), value);
}

/// A page whose model came from a file.
class FilePage : public Page {
 public:
  FilePage() : Page(1280, 800) { open(*find_model("vae")); }
  std::string link() const { return link_of(state, state.shown.view); }
  std::string followed(const std::string& link) {
    state.messages.failure.reset();
    state.messages.notice.clear();
    follow_link(state, link);
    frame();
    return state.messages.failure ? state.messages.failure->error.message : state.messages.notice;
  }
};

}  // namespace

TEST_CASE("a link is verified by whoever opens it", "[ui]") {
  FilePage page;
  page.click(page.place(9));
  const std::string link = page.link();
  const View view = page.state.shown.view;
  page.press("Resample");
  page.click(page.place(3));
  REQUIRE(page.state.shown.view != view);
  CHECK_THAT(page.followed(link), Catch::StartsWith("verified"));
  CHECK(page.state.shown.view == view);
  CHECK(page.link() == link);
}

TEST_CASE("a link to another version of the model says so and changes nothing", "[ui]") {
  FilePage page;
  const View before = page.state.shown.view;
  const std::string link = replaced(page.link(), "&file=", "0123456789abcdef");
  page.press("Set A");
  const View view = page.state.shown.view;
  CHECK_THAT(page.followed(link), Catch::Contains("from the file 0123456789abcdef") && Catch::Contains("not followed"));
  CHECK(page.state.shown.view == view);
}

TEST_CASE("a link whose picture was changed says so", "[ui]") {
  FilePage page;
  CHECK_THAT(page.followed(replaced(page.link(), "&picture=", "0123456789abcdef")), Catch::Contains("was changed"));
}

TEST_CASE("a malformed claim is refused", "[ui]") {
  for (const char* claim : {"&file=", "&file=0123456789abcdef", "&file=0123456789abcdeX&picture=0123456789abcdef",
                            "&file=0123456789abcdef&picture=0123", "&file=0123456789abcdef&picture=0123456789abcdef0"}) {
    const auto link = parse_link(std::string("seed=7") + claim);
    REQUIRE_FALSE(link.ok());
    CHECK_THAT(link.error().message, Catch::Contains("16 hexadecimal digits"));
  }
  CHECK(parse_link("seed=7").ok());
  CHECK_FALSE(parse_link("seed=7")->claim.has_value());
}
