// What sound_requests.js calls: what became of the Listen tab's requests; and those requests as it reads them.
#pragma once

#include <emscripten/val.h>

#include "ui/state/commands.hpp"

namespace zscape {

emscripten::val sound_object(const MixerCommand& command);
emscripten::val sound_object(const MakeAudible& make);
emscripten::val sound_object(const TakeIn& take);
emscripten::val sound_object(const StartRecording& start);
emscripten::val sound_object(const StopRecording& stop);

void bind_sound();

}  // namespace zscape
