// A View as the text of a URL's fragment, exact to the last bit, and back.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "ui/view/view.hpp"

namespace zscape {

/// "model=sae&tab=generate&seed=7&..." without the '#': the properties of link/parts.hpp in their order, without those that are as
/// usual. Codes are base64url of their little-endian F32 bits; what is on or off is 1 or 0.
std::string to_fragment(const View& view);

/// Errors name the key and what it should hold; what the fragment leaves out is as in `view`; unknown keys are refused by name.
Result<View> parse_fragment(std::string_view fragment, View view = {});

}  // namespace zscape
