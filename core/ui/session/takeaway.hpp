// Pictures and latents of what is shown, as files. save_sound() is in ui/sound.
#pragma once

#include "base/error.hpp"
#include "base/file.hpp"
#include "nn/matrix.hpp"

namespace zscape {

struct AppState;

/// A part of what is shown. Of a sound there are latents only.
enum class Taken { stage, wall, path, sound };

/// The codes of that part as they are now, [count, code].
Matrix codes_of(const AppState& state, Taken taken);

/// PNG: a sheet of its pictures, enlarged as far as a sheet of about 2000 pixels has room, smooth or raw as they are shown, in the
/// colours that were chosen.
Bytes picture_of(const AppState& state, Taken taken);

/// The path as an animated PNG: from A to B and back, or round where it was drawn.
Bytes animation_of(const AppState& state);

/// Its codes as text; errors: those of latents_json() and latents_csv().
Result<Bytes> json_of(const AppState& state, Taken taken);

Result<Bytes> csv_of(const AppState& state, Taken taken);

}  // namespace zscape
