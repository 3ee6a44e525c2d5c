// What a file is wanted for, by the names that fetches.js has for it.
#pragma once

#include <string>
#include <string_view>

#include "ui/state/fetch.hpp"

namespace zscape {

std::string to_js_name(Purpose purpose);

/// `name` is one of those that to_js_name() gives.
Purpose purpose_of(std::string_view name);

}  // namespace zscape
