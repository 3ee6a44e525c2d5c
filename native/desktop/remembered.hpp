// What the program remembers from one start to the next: an empty file for each thing, in the user's folder for settings.
#pragma once

#include <string_view>

namespace zscape {

/// False too where there is no such folder.
bool is_remembered(std::string_view what);

/// Best effort: what cannot be written is asked again next time.
void remember(std::string_view what);

}  // namespace zscape
