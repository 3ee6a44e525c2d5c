// What happens on the screen, in words for who cannot see it.
#pragma once

#include <string>

namespace zscape {

struct AppState;

/// The message on show, else what went well, else what is read on the stage; "" when there is nothing to say.
std::string announcement(const AppState& state);

}  // namespace zscape
