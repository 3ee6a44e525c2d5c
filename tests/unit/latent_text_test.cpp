// Latents as JSON and CSV: exact there and back, and refused with the place where they are wrong.
#include <catch2/catch.hpp>
#include <cstring>
#include <limits>

#include "base/json.hpp"
#include "latent/latents_text.hpp"
#include "test_model.hpp"

using namespace zscape;
using namespace zscape::testing;
using Catch::Contains;

namespace {

using Limits = std::numeric_limits<float>;

Model tiny() { return Model::build(random_model_file(tiny_spec(), Dtype::f32)).value(); }
Model conditional() { return Model::build(random_model_file(tiny_conditional_spec(), Dtype::f32)).value(); }

bool same_bits(const Matrix& a, const Matrix& b) {
  return a.rows() == b.rows() && a.cols() == b.cols() &&
         std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size()) * sizeof(float)) == 0;
}

// Ordinary codes and every float that is hard to write down.
Matrix hard_codes(const Model& model) {
  Matrix codes = model.sample(5, 0, 40, 1.0f);
  const std::array hard = {0.0f, -0.0f, Limits::denorm_min(), -Limits::min(), Limits::max(), Limits::lowest(),
                           0.1f, 1e-5f, 16777216.0f,          1e10f};
  for (std::size_t i = 0; i < hard.size(); ++i) values(codes)[i] = hard[i];
  return codes;
}

std::string refusal(const Model& model, std::string_view text) {
  const auto codes = parse_latents(model, text);
  return codes.ok() ? "accepted" : codes.error().message;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

}  // namespace

TEST_CASE("latents come back from JSON and CSV to the last bit", "[latent]") {
  for (const Model& model : {tiny(), conditional()}) {
    const Matrix codes = hard_codes(model);
    const std::string csv = *latents_csv(model, codes);
    for (const std::string& text : {*latents_json(model, codes), csv, "\xef\xbb\xbf" + csv}) {
      const auto back = parse_latents(model, text);
      REQUIRE(back.ok());
      CHECK(same_bits(*back, codes));
    }
  }
}

TEST_CASE("latents are text that other programs read", "[latent]") {
  const Model model = conditional();
  Matrix codes(2, 5);
  codes << 0.1f, -2.0f, 1e-8f, 1.0f, 0.0f, 3.0f, -0.0f, 0.33333334f, 0.25f, 0.75f;
  CHECK(*latents_csv(model, codes) == "z00,z01,z02,c0,c1\n0.1,-2,1e-08,1,0\n3,-0.0,0.33333334,0.25,0.75\n");
  const auto json = parse_json_object(*latents_json(model, codes), "latents");
  REQUIRE(json.ok());
  CHECK((*json)["model"] == "tiny-conditional");
  CHECK((*json)["tensors_sha256"] == model.tensors_sha256());
  CHECK((*json)["columns"] == Json({"z00", "z01", "z02", "c0", "c1"}));
  CHECK((*json)["codes"][1][4] == 0.75);
}

TEST_CASE("latents that other programs wrote are read", "[latent]") {
  const Model model = tiny();
  Matrix codes(2, 2);
  codes << 0.5f, -1.0f, 100.0f, 0.0f;
  CHECK(same_bits(*parse_latents(model, "z00,z01\r\n5E-1,-1.0\r\n1e+2,0"), codes));
  CHECK(same_bits(*parse_latents(model, " {\"codes\": [[0.5, -1], [1e2, 0]]}"), codes));
}

TEST_CASE("latents of another model, or of other weights, are refused", "[latent]") {
  const Model model = tiny();
  const std::string text = *latents_json(model, model.sample(1, 0, 2, 1.0f));
  CHECK_THAT(refusal(model, replaced(text, "\"tiny\"", "\"vae\"")), Contains("expected \"model\" \"tiny\", found \"vae\""));
  CHECK_THAT(refusal(model, replaced(text, model.tensors_sha256(), "0123")),
             Contains("expected \"tensors_sha256\" \"" + model.tensors_sha256() + "\", found \"0123\""));
  CHECK_THAT(refusal(model, replaced(text, "\"z01\"", "\"z1\"")), Contains("\"columns\" from z00 to z01"));
  CHECK_THAT(refusal(conditional(), replaced(text, "\"tiny\"", "\"tiny-conditional\"")), Contains("another model"));
  CHECK_THAT(refusal(conditional(), *latents_csv(model, model.sample(1, 0, 2, 1.0f))),
             Contains("the columns z00 to c1 as the first line, found \"z00,z01\""));
}

TEST_CASE("latents tell of which model they are, where they do", "[latent]") {
  const Model model = tiny();
  const Matrix codes = model.sample(1, 0, 2, 1.0f);
  CHECK(*model_named_by(*latents_json(model, codes)) == "tiny");
  CHECK(model_named_by("\xef\xbb\xbf {\"codes\": [[1, {\"model\": \"inner\"}]], \"model\": \"last\"}").value() == "last");
  for (const std::string& none :
       {*latents_csv(model, codes), std::string("{\"codes\": []}"), std::string("[\"model\"]"), std::string()})
    CHECK(model_named_by(none)->empty());
  CHECK_THAT(model_named_by("{\"model\": \"cut").error().message, Contains("the file of latents") && Contains("at byte 15"));
  CHECK_THAT(model_named_by("{\"model\": 3}").error().message, Contains("\"model\" should be a string"));
}

TEST_CASE("malformed CSV is refused with line and column", "[latent]") {
  const Model model = tiny();
  CHECK_THAT(refusal(model, ""), Contains("the columns z00 to z01 as the first line, found \"\""));
  CHECK_THAT(refusal(model, "1,2\n"), Contains("found \"1,2\""));
  CHECK_THAT(refusal(model, std::string(1000, 'x')), Contains(std::string(64, 'x') + "...\""));
  CHECK_THAT(refusal(model, "\x1b[2J\n"), Contains("\"?[2J\""));
  CHECK_THAT(refusal(model, "z00,z01\n"), Contains("1 to 4096 codes, found 0"));
  CHECK_THAT(refusal(model, "z00,z01\n" + std::string(4097, '\n')), Contains("1 to 4096 codes, found 4097"));
  CHECK_THAT(refusal(model, "z00,z01\n1,2\n1\n"), Contains("2 numbers in line 3, z00 to z01, found 1"));
  CHECK_THAT(refusal(model, "z00,z01\n1,2,3\n"), Contains("2 numbers in line 2, z00 to z01, found 3"));
  for (const char* value : {"", "x", "nan", "inf", "1e39", "1e999", " 1", "0x1", "1;2"})
    CHECK_THAT(refusal(model, "z00,z01\n1," + std::string(value) + "\n"),
               Contains("a finite number as z01 in line 2, found \"" + std::string(value) + '"'));
}

TEST_CASE("malformed JSON is refused with row and column", "[latent]") {
  const Model model = tiny();
  CHECK_THAT(refusal(model, "{"), Contains("stops being JSON"));
  CHECK_THAT(refusal(model, "{}"), Contains("\"codes\" is missing"));
  CHECK_THAT(refusal(model, R"({"codes": 1})"), Contains("should be an array"));
  CHECK_THAT(refusal(model, R"({"codes": []})"), Contains("1 to 4096 codes, found 0"));
  CHECK_THAT(refusal(model, R"({"codes": [[1, 2], 3]})"), Contains("2 numbers in codes[1], z00 to z01, found number"));
  CHECK_THAT(refusal(model, R"({"codes": [[1]]})"), Contains("2 numbers in codes[0], z00 to z01, found 1"));
  CHECK_THAT(refusal(model, R"({"codes": [[1, "2"]]})"), Contains("a finite number as z01 in codes[0], found \"\"2\"\""));
  CHECK_THAT(refusal(model, R"({"codes": [[1, 1e39]]})"), Contains("a finite number as z01"));
  CHECK_THAT(refusal(model, R"({"codes": [[1, 1e999]]})"), Contains("stops being JSON"));
  CHECK_THAT(refusal(model, R"({"codes": [[1, 2]], "note": 1})"), Contains("unknown key \"note\""));
  CHECK_THAT(refusal(model, R"({"model": 3, "codes": [[1, 2]]})"), Contains("should be a string"));
  std::string rows = "[1, 2]";
  for (int i = 1; i < 5000; ++i) rows += ", [1, 2]";
  CHECK_THAT(refusal(model, "{\"codes\": [" + rows + "]}"), Contains("more than 12299 values"));
}

TEST_CASE("latents cut short or with a byte changed are refused or read, never worse", "[latent]") {
  const Model model = tiny();
  const Matrix codes = model.sample(1, 0, 3, 1.0f);
  for (const std::string& text : {*latents_json(model, codes), *latents_csv(model, codes)})
    for (std::size_t i = 0; i < text.size(); ++i) {
      for (const char c : {'\0', ',', '-', '{', '"', '\n', '\xff'}) {
        std::string changed = text;
        changed[i] = c;
        const auto parsed = parse_latents(model, changed);
        if (parsed.ok()) CHECK(parsed->cols() == 2);
      }
      const auto parsed = parse_latents(model, std::string_view(text).substr(0, i));
      if (parsed.ok()) CHECK((parsed->rows() <= 3 && parsed->cols() == 2));
    }
}

TEST_CASE("latents that are not finite are not written", "[latent]") {
  const Model model = tiny();
  Matrix codes = model.sample(1, 0, 3, 1.0f);
  codes(2, 1) = Limits::infinity();
  CHECK_THAT(latents_json(model, codes).error().message, Contains("expected finite latents, found inf"));
  codes(2, 1) = Limits::quiet_NaN();
  CHECK_THAT(latents_csv(model, codes).error().message, Contains("expected finite latents, found nan"));
}
