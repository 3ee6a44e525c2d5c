// A View as the text of a URL's fragment, exact to the last bit, and back.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "ui/app_state.hpp"

namespace zscape {

/// "model=sae&tab=generate&seed=7&temperature=1&label=3&drift=1&phase=0&wall=samples&unit=40&stage=...&a=...&b=...&path=spherical&position=0&play=0"
/// without the '#'. What the View does not have is left out. Codes are base64url of their little-endian F32 bits; drift and play
/// are 0 or 1. Where they are not the default, "&c=...&d=..." after b, and "&speed=2&track=...&first=...&minus=...&plus=..." at the
/// end: a track has 12 bits for each u and v, most significant first, in base64url; and of the map
/// "&map=random&map-latents=3,7&map-seed=2&map-window=0.5,-1,6.6&map-track=0.5,-1,6.6,...&map-points=0&map-verdicts=1&map-hidden=12".
std::string to_fragment(const View& view);

/// Errors name the key and what it should hold; what the fragment leaves out is as in `view`; unknown keys are refused by name.
Result<View> parse_fragment(std::string_view fragment, View view = {});

}  // namespace zscape
