#pragma once

#include "base/error.hpp"
#include "ui/view/view.hpp"

namespace zscape {

// wall:   wall=cloud count=64 unit=40 cloud=... radius=0.5 verdicts=1 real=1
// path:   a=... b=... c=... d=... path=spherical position=0 play=0 speed=2 track=... first=... minus=... plus=...
//         A track has 12 bits for each u and v, most significant first, in base64url.
// map:    map=random map-latents=3,7 map-seed=2 map-window=X,Y,ACROSS map-track=X,Y,ACROSS,TRACK map-points=0 map-verdicts=1
//         map-hidden=BITS
// listen: sounds=voice sound=CODE sound-a=CODE sound-b=CODE pads=0.3.0 beat=HEX tempo=90 swing=0.25
//         beat has four hexadecimal digits for each step, bit i of which says whether pad i is hit.
// family: family=ae,dae compare=walk digit=12 noise=0.3

// Whether `key` is one of the part's, whose value is then set. Errors name the key and what it should hold.
Result<bool> set_wall_value(View& view, std::string_view key, std::string_view text);

// "&key=value" for each; what is as it is by default is left out, of the path only its codes, speed and track.
std::string wall_text(const View& view);

}  // namespace zscape
