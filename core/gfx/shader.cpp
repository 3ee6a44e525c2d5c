// Compiling and linking, with the driver's log in the error.
#include "gfx/shader.hpp"

#include <string>

namespace zscape {
namespace {

Error failure(std::string_view name, std::string_view step, std::string log) {
  while (!log.empty() && (log.back() == '\0' || log.back() == '\n')) log.pop_back();
  return {ErrorCode::unsupported, "the graphics driver did not " + std::string(step) + " the " + std::string(name) +
                                      " shader: " + (log.empty() ? "no log" : log)};
}

Result<GLuint> compile(std::string_view name, GLenum stage, std::span<const unsigned char> body) {
  const std::string source = kGlslPreamble + std::string(reinterpret_cast<const char*>(body.data()), body.size());
  const char* text = source.c_str();
  const GLuint shader = glCreateShader(stage);
  glShaderSource(shader, 1, &text, nullptr);
  glCompileShader(shader);
  GLint compiled = GL_FALSE;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &compiled);
  if (compiled == GL_TRUE) return shader;

  GLint length = 0;
  glGetShaderiv(shader, GL_INFO_LOG_LENGTH, &length);
  std::string log(static_cast<std::size_t>(length), '\0');
  glGetShaderInfoLog(shader, length, nullptr, log.data());
  glDeleteShader(shader);
  return failure(name, stage == GL_VERTEX_SHADER ? "compile the vertex part of" : "compile the fragment part of", std::move(log));
}

}  // namespace

Result<GLuint> build_program(std::string_view name, std::span<const unsigned char> vertex_body,
                             std::span<const unsigned char> fragment_body, std::span<const char* const> attributes) {
  ZSCAPE_TRY(const GLuint vertex, compile(name, GL_VERTEX_SHADER, vertex_body));
  auto fragment = compile(name, GL_FRAGMENT_SHADER, fragment_body);
  if (!fragment) {
    glDeleteShader(vertex);
    return fragment.error();
  }
  const GLuint program = glCreateProgram();
  glAttachShader(program, vertex);
  glAttachShader(program, *fragment);
  for (std::size_t i = 0; i < attributes.size(); ++i) glBindAttribLocation(program, static_cast<GLuint>(i), attributes[i]);
  glLinkProgram(program);
  glDeleteShader(vertex);
  glDeleteShader(*fragment);
  GLint linked = GL_FALSE;
  glGetProgramiv(program, GL_LINK_STATUS, &linked);
  if (linked == GL_TRUE) return program;

  GLint length = 0;
  glGetProgramiv(program, GL_INFO_LOG_LENGTH, &length);
  std::string log(static_cast<std::size_t>(length), '\0');
  glGetProgramInfoLog(program, length, nullptr, log.data());
  glDeleteProgram(program);
  return failure(name, "link", std::move(log));
}

}  // namespace zscape
