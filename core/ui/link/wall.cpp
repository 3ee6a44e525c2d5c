// What the wall is beyond its draw.
#include "ui/link/wall.hpp"

#include "base/error.hpp"
#include "base/number_text.hpp"
#include "ui/link/values.hpp"
#include "ui/view/limits.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

Result<Wall> parse_wall(std::string_view key, std::string_view text) {
  if (text == "samples") return Wall::samples;
  if (text == "features") return Wall::features;
  if (text == "cloud") return Wall::cloud;
  return expected(key, "samples, features or cloud", text);
}

const char* text_of(Wall wall) {
  switch (wall) {
    case Wall::samples:
      return "samples";
    case Wall::features:
      return "features";
    case Wall::cloud:
      return "cloud";
  }
  check(false, "a known wall");
  return "";
}

}  // namespace

Result<bool> set_wall_value(View& view, std::string_view key, std::string_view text) {
  if (key == "wall") {
    ZSCAPE_TRY(view.wall, parse_wall(key, text));
  } else if (key == "unit") {
    ZSCAPE_TRY(view.unit, parse_index(key, text, kMaxLatents));
  } else if (key == "count") {
    ZSCAPE_TRY(view.wall_count, parse_whole(key, text, 1, kMaxWall, "a whole number from 1 to 1024"));
  } else if (key == "cloud") {
    ZSCAPE_TRY(view.cloud_centre, decode_code(key, text));
  } else if (key == "radius") {
    ZSCAPE_TRY(const double value, parse_number(key, text, 0, kMaxRadius, "a number from 0 to 2"));
    view.cloud_radius = static_cast<float>(value);
  } else if (key == "verdicts") {
    ZSCAPE_TRY(view.verdicts, parse_flag(key, text));
  } else if (key == "real") {
    ZSCAPE_TRY(view.real, parse_flag(key, text));
  } else {
    return false;
  }
  return true;
}

std::string wall_text(const View& view) {
  std::string text;
  if (view.wall) text += std::string("&wall=") + text_of(*view.wall);
  if (view.wall_count) text += "&count=" + std::to_string(*view.wall_count);
  if (view.unit > 0) text += "&unit=" + std::to_string(view.unit);
  if (view.cloud_centre) text += "&cloud=" + encode_code(*view.cloud_centre);
  if (view.cloud_radius != View{}.cloud_radius) text += "&radius=" + exact_text(view.cloud_radius);
  if (view.verdicts) text += "&verdicts=1";
  if (view.real) text += "&real=1";
  return text;
}

}  // namespace zscape
