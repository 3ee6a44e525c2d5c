// What people take away: pictures and latents of what is shown, as files. Sounds: save_sound().
#pragma once

#include "base/error.hpp"
#include "base/file.hpp"
#include "nn/matrix.hpp"

namespace zscape {

struct AppState;

/// What can be taken away of the View. A sound has latents only.
enum class Taken { stage, wall, path, sound };

/// The codes of it, as they are now; [count, code].
Matrix codes_of(const AppState& state, Taken taken);

/// A sheet of its pictures, enlarged as far as a sheet of about 2000 pixels has room, smooth or raw as they are shown, in the
/// colours that were chosen.
Bytes picture_of(const AppState& state, Taken taken);

/// The path as an animated PNG: from A to B and back, or round where it was drawn.
Bytes animation_of(const AppState& state);

/// Its codes; errors: those of latents_json() and latents_csv().
Result<Bytes> json_of(const AppState& state, Taken taken);

Result<Bytes> csv_of(const AppState& state, Taken taken);

}  // namespace zscape
