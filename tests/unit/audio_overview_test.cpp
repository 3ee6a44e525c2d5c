#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "audio/overview.hpp"
#include "base/exact_math.hpp"

using namespace zscape;

namespace {

std::vector<float> tone(std::int64_t rate, std::size_t samples, double hertz, double amplitude) {
  std::vector<float> wave(samples);
  for (std::size_t i = 0; i < samples; ++i)
    wave[i] = static_cast<float>(amplitude * exact_sin_cos(static_cast<double>(i) * hertz / static_cast<double>(rate)).sin);
  return wave;
}

Overview overview_of(std::int64_t rate, const std::vector<float>& samples, std::int64_t columns) {
  Overview overview(rate, std::ssize(samples), columns);
  overview.add(samples);
  return overview;
}

}  // namespace

TEST_CASE("a tone is where it sounds, at its level, in every column of a sound of any length", "[audio]") {
  for (const std::size_t samples : {2'000u, 10'000u, 1'000'000u}) {
    const Overview overview = overview_of(16'000, tone(16'000, samples, 1000, 0.5), 100);
    INFO(samples);
    REQUIRE(overview.columns() == 100);
    for (std::int64_t column = 15; column < 85; ++column) {  // at the ends, windows reach into silence
      CHECK(overview.level_db(column, 980, 1020) == Approx(-6.02).margin(0.3));
      CHECK(overview.level_db(column, 3000, 8000) < -80);
      CHECK(overview.extremes(column).high == Approx(0.5).margin(0.03));
      CHECK(overview.extremes(column).low == Approx(-0.5).margin(0.03));
    }
  }
}

TEST_CASE("an overview does not depend on the pieces in which a sound comes", "[audio]") {
  const std::vector<float> samples = tone(22'050, 100'000, 440, 0.9);
  const Overview whole = overview_of(22'050, samples, 60);
  for (const std::size_t piece : {1u, 777u, 65'536u}) {
    Overview overview(22'050, std::ssize(samples), 60);
    for (std::size_t at = 0; at < samples.size(); at += piece)
      overview.add(std::span(samples).subspan(at, std::min(piece, samples.size() - at)));
    for (std::int64_t column = 0; column < 60; ++column) {
      CHECK(overview.extremes(column).high == whole.extremes(column).high);
      CHECK(overview.level_db(column, 400, 500) == Approx(whole.level_db(column, 400, 500)).epsilon(1e-9));
    }
  }
}

TEST_CASE("sounds shorter than a picture is wide, silence and rates of all kinds have an overview", "[audio]") {
  CHECK(overview_of(16'000, {0.25f}, 800).columns() == 1);
  CHECK(overview_of(16'000, {0.25f}, 800).extremes(0).high == 0.25f);
  CHECK(overview_of(16'000, std::vector<float>(500), 800).columns() == 500);
  CHECK(overview_of(16'000, std::vector<float>(500), 800).level_db(499, 0, 8000) < -200);
  for (const std::int64_t rate : {1000, 8000, 768'000}) {
    const Overview overview = overview_of(rate, tone(rate, 50'000, static_cast<double>(rate) / 8, 1), 40);
    CHECK(overview.level_db(20, 0, static_cast<double>(rate) / 2) == Approx(0).margin(0.1));
    CHECK(overview.level_db(20, static_cast<double>(rate) / 4, static_cast<double>(rate) / 2) < -80);
  }
}

TEST_CASE("columns of an overview touch where the wave is steep", "[audio]") {
  const Overview overview = overview_of(16'000, {-1, 1, -1, 1}, 4);
  CHECK(overview.extremes(0).high == -1);
  for (std::int64_t column = 1; column < 4; ++column) {
    CHECK(overview.extremes(column).low == -1);
    CHECK(overview.extremes(column).high == 1);
  }
}
