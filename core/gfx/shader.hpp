// Shader programs from the bodies in shaders/.
#pragma once

#include <span>
#include <string_view>

#include "base/error.hpp"
#include "gfx/gl.hpp"

namespace zscape {

/// Vertex attributes named in `attributes` get locations 0, 1, ... Error unsupported: the driver's log.
Result<GLuint> build_program(std::string_view name, std::span<const unsigned char> vertex_body,
                             std::span<const unsigned char> fragment_body, std::span<const char* const> attributes);

}  // namespace zscape
