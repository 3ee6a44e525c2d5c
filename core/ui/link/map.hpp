#pragma once

#include "base/error.hpp"
#include "ui/view/view.hpp"

namespace zscape {

Result<bool> set_map_value(View& view, std::string_view key, std::string_view text);
std::string map_text(const View& view);

}  // namespace zscape
