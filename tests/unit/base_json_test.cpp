#include <catch2/catch.hpp>

#include "base/json.hpp"
#include "refusal.hpp"

using namespace zscape;
using namespace zscape::testing;
using Catch::Contains;

namespace {
std::string refusal(const std::string& text, JsonLimits limits = {}) {
  return refusal_of(parse_json_object(text, "the test", limits));
}
}  // namespace

TEST_CASE("JSON that is malformed, repeated or not an object is refused by name", "[base]") {
  CHECK_THAT(refusal("{\"a\": }"), Contains("the test cannot be read") && Contains("stops being JSON at byte"));
  CHECK_THAT(refusal(""), Contains("stops being JSON"));
  CHECK_THAT(refusal("[1]"), Contains("expected a JSON object, found array"));
  CHECK_THAT(refusal(R"({"a": 1, "a": 2})"), Contains("\"a\" appears twice"));
  CHECK_THAT(refusal("{\"a\": \"\xff\"}"), Contains("stops being JSON"));
}

TEST_CASE("JSON bombs are refused before they cost memory", "[base]") {
  CHECK_THAT(refusal("{\"a\":" + std::string(1'000'000, '[')), Contains("nests deeper than 32"));
  std::string many = "{\"a\": [0";
  for (int i = 0; i < 300'000; ++i) many += ",0";
  CHECK_THAT(refusal(many + "]}"), Contains("more than 200000 values"));
  CHECK_THAT(refusal(R"({"a": "0123456789"})", {.bytes = 10}), Contains("at most 10"));
}

TEST_CASE("typed access names the key, what was expected and what was found", "[base]") {
  const Json json = *parse_json_object(R"({"n": 3, "s": "x", "a": [1, 2.5], "huge": 18446744073709551615})", "the test");
  CHECK(*get_integer(json, "n") == 3);
  CHECK(*get_string(json, "s") == "x");
  CHECK_THAT(get_string(json, "n").error().message, Contains("\"n\" should be a string, found number"));
  CHECK_THAT(get_integer(json, "m").error().message, Contains("\"m\" is missing"));
  CHECK_THAT(get_integer(json, "huge").error().message, Contains("too large"));
  CHECK_THAT(get_integers(json, "a").error().message, Contains("should hold integers, found number"));
  constexpr std::string_view kAllowed[] = {"n", "s", "a"};
  CHECK_THAT(refuse_unknown_keys(json, kAllowed, "the test").error().message, Contains("unknown key \"huge\""));
}
