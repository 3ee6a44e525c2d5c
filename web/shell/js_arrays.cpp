#include "shell/js_arrays.hpp"

#include <emscripten/wire.h>

namespace zscape {

using emscripten::typed_memory_view;
using emscripten::val;

val to_js(std::span<const std::uint8_t> bytes) {
  return val::global("Uint8Array").new_(typed_memory_view(bytes.size(), bytes.data()));
}

val to_js(std::span<const std::byte> bytes) { return to_js({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}); }

val to_js(std::span<const float> values) {
  return val::global("Float32Array").new_(typed_memory_view(values.size(), values.data()));
}

val object_of(const char* kind) {
  val object = val::object();
  object.set("kind", kind);
  return object;
}

std::vector<std::byte> bytes_of(const val& array) {
  std::vector<std::byte> bytes(array["length"].as<std::size_t>());
  val(typed_memory_view(bytes.size(), reinterpret_cast<std::uint8_t*>(bytes.data()))).call<void>("set", array);
  return bytes;
}

std::vector<float> floats_of(const val& array) { return emscripten::convertJSArrayToNumberVector<float>(array); }

}  // namespace zscape
