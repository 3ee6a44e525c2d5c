#include "shell/purposes.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/error.hpp"

namespace zscape {
namespace {

using Named = std::pair<Purpose, std::string_view>;

constexpr std::array kNames = {
    Named{Purpose::model, "model"},       Named{Purpose::first_part, "firstPart"}, Named{Purpose::rest_of_model, "restOfModel"},
    Named{Purpose::peer, "peer"},         Named{Purpose::sounds, "sounds"},        Named{Purpose::classifier, "classifier"},
    Named{Purpose::side_file, "sideFile"}};

const Named& found(const Named* place) {
  check(place != kNames.end(), "a known purpose");
  return *place;
}

}  // namespace

std::string to_js_name(Purpose purpose) {
  return std::string(
      found(std::find_if(kNames.begin(), kNames.end(), [&](const Named& one) { return one.first == purpose; })).second);
}

Purpose purpose_of(std::string_view name) {
  return found(std::find_if(kNames.begin(), kNames.end(), [&](const Named& one) { return one.second == name; })).first;
}

}  // namespace zscape
