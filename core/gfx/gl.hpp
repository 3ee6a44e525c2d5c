// The GL that this build draws with, and the first lines of its shaders. Included by core/gfx only.
#pragma once

#ifdef ZSCAPE_WEBGL2
#include <GLES3/gl3.h>

namespace zscape {
inline constexpr const char* kGlslVersion = "#version 300 es";
inline constexpr const char* kGlslPreamble =
    "#version 300 es\nprecision highp float;\nprecision highp int;\nprecision highp sampler2D;\n";
}  // namespace zscape
#else
#include <epoxy/gl.h>

namespace zscape {
inline constexpr const char* kGlslVersion = "#version 330 core";
inline constexpr const char* kGlslPreamble = "#version 330 core\n";
}  // namespace zscape
#endif
