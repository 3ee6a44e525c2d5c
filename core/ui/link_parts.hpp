// The parts of a link, one file each: the keys that belong to one part of the View, read and written.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "ui/view.hpp"

namespace zscape {

// Whether `key` is one of the part's, whose value is then set. Errors name the key and what it should hold.
Result<bool> set_wall_value(View& view, std::string_view key, std::string_view text);
Result<bool> set_path_value(View& view, std::string_view key, std::string_view text);
Result<bool> set_map_value(View& view, std::string_view key, std::string_view text);
Result<bool> set_family_value(View& view, std::string_view key, std::string_view text);

// "&key=value" for each; what is as it is by default is left out, of the path only its codes, speed and track.
std::string wall_text(const View& view);
std::string path_text(const View& view);
std::string map_text(const View& view);
std::string family_text(const View& view);

}  // namespace zscape
