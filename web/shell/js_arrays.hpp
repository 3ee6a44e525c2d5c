// JavaScript's typed arrays from the core's values, and back; all of them are copies. And the objects that commands become.
#pragma once

#include <emscripten/val.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace zscape {

/// A Uint8Array.
emscripten::val to_js(std::span<const std::uint8_t> bytes);
emscripten::val to_js(std::span<const std::byte> bytes);
/// A Float32Array.
emscripten::val to_js(std::span<const float> values);

/// { kind }
emscripten::val object_of(const char* kind);

/// Of a Uint8Array.
std::vector<std::byte> bytes_of(const emscripten::val& array);
/// Of a Float32Array.
std::vector<float> floats_of(const emscripten::val& array);

}  // namespace zscape
