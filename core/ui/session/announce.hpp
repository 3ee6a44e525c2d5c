// What happens on the screen, in words for a screen reader.
#pragma once

#include <string>

namespace zscape {

struct AppState;

/// The message on show, else the notice, else what is read on the stage; "" when there is nothing to say.
std::string announcement(const AppState& state);

}  // namespace zscape
