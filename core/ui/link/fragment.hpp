// A View as the text of a URL's fragment, exact to the last bit, and back.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "ui/view/view.hpp"

namespace zscape {

/// "model=sae&tab=generate&seed=7&temperature=1&truncation=2&raw=1&label=3&drift=1&phase=0&stage=...&frozen=0.7" without the '#',
/// and between and behind these the keys that link_parts.hpp lists. What the View does not have is left out. Codes are base64url of
/// their little-endian F32 bits; what is on or off is 1 or 0.
std::string to_fragment(const View& view);

/// Errors name the key and what it should hold; what the fragment leaves out is as in `view`; unknown keys are refused by name.
Result<View> parse_fragment(std::string_view fragment, View view = {});

}  // namespace zscape
