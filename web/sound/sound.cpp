// sound.wasm: the mixer that the page's audio thread runs, and what its worker makes and reads. A module without JavaScript of
// Emscripten's, because the audio thread has none of what that expects. Whoever calls writes what a function reads to input()
// first; a function that makes something returns its size and leaves it at output() until the next call.
#include <emscripten/em_macros.h>

#include <cstring>
#include <string>

#include "audio/mixer.hpp"
#include "audio/model_sound.hpp"

using namespace zscape;

namespace {

struct Program {
  Mixer mixer;
  std::vector<float> input;
  std::vector<float> samples;  // the output, or
  Bytes bytes;                 // this one
  SoundFormat format;
  std::string name;
};

Program program;

std::span<const std::byte> input_bytes(int size) {
  const auto all = std::as_bytes(std::span(program.input));
  check(size >= 0 && static_cast<std::size_t>(size) <= all.size(), "an input of that size");
  return all.first(static_cast<std::size_t>(size));
}

std::span<const float> input_of(int size) {
  return std::span(program.input).first(input_bytes(size * static_cast<int>(sizeof(float))).size() / sizeof(float));
}

int give(std::vector<float> samples) {
  program.samples = std::move(samples);
  return static_cast<int>(program.samples.size());
}

int give(Result<std::vector<float>> samples) {
  if (samples) return give(std::move(samples).value());
  const auto message = std::as_bytes(std::span(samples.error().message));
  program.bytes.assign(message.begin(), message.end());
  return -1;
}

}  // namespace

extern "C" {

/// Room for `bytes` bytes.
EMSCRIPTEN_KEEPALIVE void* input(int bytes) {
  program.input.resize((static_cast<std::size_t>(bytes) + sizeof(float) - 1) / sizeof(float));
  return program.input.data();
}

EMSCRIPTEN_KEEPALIVE const float* output_samples() { return program.samples.data(); }
EMSCRIPTEN_KEEPALIVE const std::byte* output_bytes() { return program.bytes.data(); }

// ---- the mixer ----

EMSCRIPTEN_KEEPALIVE void set_loop(int size) { program.mixer.set_loop(input_of(size)); }
EMSCRIPTEN_KEEPALIVE void set_pad(int pad, int size) { program.mixer.set_pad(pad, input_of(size)); }
EMSCRIPTEN_KEEPALIVE void hit_pad(int pad) { program.mixer.hit(pad); }
EMSCRIPTEN_KEEPALIVE void play_once(int size) { program.mixer.play_once(input_of(size)); }

/// The input holds the steps, 16 bits each.
EMSCRIPTEN_KEEPALIVE void set_pattern(double tempo, double swing, int playing) {
  Pattern pattern{.tempo = tempo, .swing = swing, .playing = playing != 0};
  std::memcpy(pattern.steps.data(), input_bytes(sizeof pattern.steps).data(), sizeof pattern.steps);
  program.mixer.set_pattern(pattern);
}

/// output_samples() holds them. Grows no memory from the second block of a size on.
EMSCRIPTEN_KEEPALIVE void render(int size) {
  program.samples.resize(static_cast<std::size_t>(size));
  program.mixer.render(program.samples);
}

EMSCRIPTEN_KEEPALIVE int step() { return program.mixer.step(); }
EMSCRIPTEN_KEEPALIVE double loop_position() { return program.mixer.loop_position(); }

// ---- sounds of models, and a person's own ----

/// Of what follows. Without a window the model sees the wave itself.
EMSCRIPTEN_KEEPALIVE void set_format(int rate, int samples, int window, int hop, int width, double range_db) {
  program.format = {.rate = rate, .samples = samples, .spectrogram = {}};
  if (window > 0) program.format.spectrogram = {.window = window, .hop = hop, .width = width, .range_db = range_db};
}

/// What is heard of the row of `size` values in the input.
EMSCRIPTEN_KEEPALIVE int sound_of(int size) { return give(zscape::sound_of(program.format, input_of(size))); }

/// Its spectrogram.
EMSCRIPTEN_KEEPALIVE int shown(int size) { return give(zscape::shown(program.format, input_of(size))); }

/// The row that the model sees of the `size` samples in the input.
EMSCRIPTEN_KEEPALIVE int row_of(int size) { return give(zscape::row_of(program.format, input_of(size))); }

/// Of a person's own sound, in messages: the `bytes` bytes in the input.
EMSCRIPTEN_KEEPALIVE void set_name(int bytes) {
  const auto name = input_bytes(bytes);
  program.name.assign(reinterpret_cast<const char*>(name.data()), name.size());
}

/// The `size` samples in the input, at `rate`, as a model knows sounds. -1: output_bytes() says why not, error_size() bytes.
EMSCRIPTEN_KEEPALIVE int own_sound(int rate, int size) {
  const auto samples = input_of(size);
  return give(zscape::own_sound(program.format, Sound{rate, {samples.begin(), samples.end()}}, program.name));
}

/// The same for the WAV file of `bytes` bytes in the input.
EMSCRIPTEN_KEEPALIVE int own_wav(int bytes) { return give(zscape::own_sound(program.format, input_bytes(bytes), program.name)); }

EMSCRIPTEN_KEEPALIVE int error_size() { return static_cast<int>(program.bytes.size()); }

}  // extern "C"
