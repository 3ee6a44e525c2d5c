#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <limits>

#include "base/number_text.hpp"

using namespace zscape;

namespace {

std::uint32_t bits(float value) { return __builtin_bit_cast(std::uint32_t, value); }

float there_and_back(float value) { return static_cast<float>(parse_decimal(exact_text(value)).value()); }

}  // namespace

TEST_CASE("a number is written as the shortest text that gives it back", "[base]") {
  CHECK(exact_text(0.1f) == "0.1");
  CHECK(exact_text(0.1) == "0.1");
  CHECK(exact_text(static_cast<double>(0.1f)) == "0.10000000149011612");
  CHECK(exact_text(1.0f / 3) == "0.33333334");
  CHECK(exact_text(16777216.0f) == "16777216");
  CHECK(exact_text(-2.5f) == "-2.5");
  CHECK(exact_text(90.0f) == "90");
  CHECK(exact_text(-300.0f) == "-300");
  CHECK(exact_text(1e6) == "1000000");
  CHECK(exact_text(97.5f) == "97.5");
  CHECK(exact_text(0.0f) == "0");
  CHECK(exact_text(-0.0f) == "-0.0");
}

TEST_CASE("floats of every magnitude come back to the last bit", "[base]") {
  using Limits = std::numeric_limits<float>;
  for (const float value :
       {0.0f, -0.0f, Limits::denorm_min(), -Limits::min(), Limits::max(), Limits::lowest(), std::nextafter(1.0f, 2.0f)})
    CHECK(bits(there_and_back(value)) == bits(value));
  std::uint32_t word = 1;  // every exponent and sign, mantissas of a linear congruential generator
  for (int i = 0; i < 20'000; ++i) {
    word = word * 1664525u + 1013904223u;
    const auto value = __builtin_bit_cast(float, word);
    if (std::isfinite(value) && bits(there_and_back(value)) != word)
      FAIL("0x" << std::hex << word << " came back as another number");
  }
}

TEST_CASE("only a finite decimal number is parsed", "[base]") {
  CHECK(parse_decimal("-12.5e-1") == -1.25);
  CHECK(parse_decimal("1E-05") == 1e-5);
  CHECK(parse_decimal("7.") == 7.0);
  for (const char* text :
       {"", "-", "+1", ".5", " 1", "1 ", "1,5", "0x10", "inf", "nan", "-inf", "1e999", "1e", "1-2", "--1", "1..2"})
    CHECK_FALSE(parse_decimal(text));
  CHECK_FALSE(parse_decimal(std::string(41, '1')));
  CHECK_FALSE(parse_decimal(std::string_view("1\0", 2)));
}
