// What the program remembers from one start to the next: a file in the user's folder for settings.
#pragma once

#include <string>
#include <string_view>

namespace zscape {

/// "" where nothing is remembered.
std::string read_preferences_file();

/// Best effort: what cannot be written is not remembered.
void write_preferences_file(std::string_view text);

}  // namespace zscape
