#include "shell/sound_bindings.hpp"

#include <utility>

#include "shell/js_arrays.hpp"
#include "shell/shell_class.hpp"
#include "ui/sound/making.hpp"
#include "ui/sound/playing.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/listening.hpp"

namespace zscape {
namespace {

using emscripten::val;

val format_object(const SoundFormat& format) {
  const SpectrogramSpec of = format.spectrogram.value_or(SpectrogramSpec{.window = 0});
  val object = val::object();
  object.set("rate", static_cast<double>(format.rate));
  object.set("samples", static_cast<double>(format.samples));
  object.set("window", static_cast<double>(of.window));
  object.set("hop", static_cast<double>(of.hop));
  object.set("width", static_cast<double>(of.width));
  object.set("rangeDb", of.range_db);
  return object;
}

struct MixerObject {
  val operator()(const SetLoop& set) const {
    val command = object_of("loop");
    command.set("samples", to_js(set.samples));
    return command;
  }
  val operator()(const SetPad& set) const {
    val command = object_of("pad");
    command.set("pad", set.pad);
    command.set("samples", to_js(set.samples));
    return command;
  }
  val operator()(const HitPad& hit) const {
    val command = object_of("hit");
    command.set("pad", hit.pad);
    return command;
  }
  val operator()(const PlayOnce& play) const {
    val command = object_of("once");
    command.set("samples", to_js(play.samples));
    return command;
  }
  val operator()(const SetPattern& set) const {
    val command = object_of("pattern"), steps = val::array();
    for (const std::uint16_t step : set.pattern.steps) steps.call<void>("push", static_cast<int>(step));
    command.set("steps", steps);
    command.set("tempo", set.pattern.tempo);
    command.set("swing", set.pattern.swing);
    command.set("playing", set.pattern.playing);
    return command;
  }
};

void hear_samples(Shell& shell, int slot, double serial, const val& samples, const val& picture) {
  shell.wake();
  hear(shell.state(), slot, static_cast<std::uint64_t>(serial), floats_of(samples), floats_of(picture));
}

void hear_own_sound(Shell& shell, std::string name, const val& row, const val& samples, const val& picture) {
  shell.wake();
  hear_own(shell.state(), std::move(name), floats_of(row), floats_of(samples), floats_of(picture));
}

void sound_failed(Shell& shell, std::string message) {
  shell.wake();
  fail_sound(shell.state(), std::move(message));
}

/// Seconds of a recording, -1 while there is none.
void report_sound(Shell& shell, int step, double loop_position, double recorded_seconds) {
  SoundStatus& status = shell.state().listening.status;
  if ((recorded_seconds >= 0) != (status.recorded_seconds >= 0)) shell.wake();  // the microphone was opened or closed
  status = {.has_device = true, .step = step, .loop_position = loop_position, .recorded_seconds = recorded_seconds};
}

}  // namespace

val sound_object(const MixerCommand& command) {
  val request = object_of("mix");
  request.set("command", std::visit(MixerObject{}, command));
  return request;
}

val sound_object(const MakeAudible& make) {
  val request = object_of("audible");
  request.set("slot", make.slot);
  request.set("serial", static_cast<double>(make.serial));
  request.set("row", to_js(make.row));
  request.set("format", format_object(make.format));
  return request;
}

val sound_object(const TakeIn& take) {
  val request = object_of("takeIn");
  request.set("name", take.name);
  request.set("bytes", to_js(take.wav));
  request.set("format", format_object(take.format));
  return request;
}

val sound_object(const StartRecording&) { return object_of("record"); }

val sound_object(const StopRecording& stop) {
  val request = object_of("stop");
  request.set("format", format_object(stop.format));
  return request;
}

void bind_sound() {
  emscripten::function("hear", &hear_samples);
  emscripten::function("hearOwn", &hear_own_sound);
  emscripten::function("failSound", &sound_failed);
  emscripten::function("reportSound", &report_sound);
}

}  // namespace zscape
