// Tiles in a texture, and the draw callbacks that switch ImGui's renderer to the tile program and back.
#include "gfx/tile_atlas.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "gfx/gl.hpp"
#include "gfx/shader.hpp"
#include "ui/view/limits.hpp"

namespace zscape {

std::span<const unsigned char> tile_vertex_shader();    // shaders/tile.vert.glsl
std::span<const unsigned char> tile_fragment_shader();  // shaders/tile.frag.glsl

namespace {

constexpr int kWidthLog2 = 11;  // of the texture; 2600 tiles of 28 x 28 then take 996 rows
constexpr int kWidth = 1 << kWidthLog2;
constexpr int kMaxRows = 2048;  // every WebGL 2 device has textures as high
static_assert(kMaxTiles * kMaxPixels <= kWidth * kMaxRows);
constexpr int kTileBits = 12;  // of a vertex's colour; above them are 6 bits of each channel of the tint
static_assert(kMaxTiles <= 1 << kTileBits);
constexpr float kMaxCornerRadius = 6.0f;  // of a tile's corner, layout units
constexpr float kSquareRadius = 0.5f;     // device pixels: every pixel is covered
constexpr std::array kAttributes = {"a_position", "a_uv", "a_color"};
constexpr int kUnit = 1;  // texture unit; ImGui's renderer rebinds unit 0 before every draw
constexpr int kColourUnit = 2;

struct Uniforms {
  GLint display_min, display_size, tiles, colours, texture_width_log2, tile_size, smooth, max_radius;
};

}  // namespace

struct TileAtlas::State {
  ~State() {
    glDeleteProgram(program);
    glDeleteTextures(1, &texture);
    glDeleteTextures(1, &colours);
  }

  void use_program(bool smooth, float max_radius) const;
  template <bool smooth, Corners corners>
  static void use(const ImDrawList*, const ImDrawCmd* command) {
    const float scale = ImGui::GetDrawData()->FramebufferScale.x;
    static_cast<const State*>(command->UserCallbackData)
        ->use_program(smooth, corners == Corners::rounded ? kMaxCornerRadius * scale : kSquareRadius);
  }

  GLuint program = 0;
  Uniforms uniforms{};
  GLuint texture = 0;
  GLuint colours = 0;  // texture, [256] in a row
  int texture_rows = 0;
  int count = 0;  // tiles
  int height = 1;
  int width = 1;
};

void TileAtlas::State::use_program(bool smooth, float max_radius) const {
  const ImDrawData& data = *ImGui::GetDrawData();
  glUseProgram(program);
  glUniform2f(uniforms.display_min, data.DisplayPos.x, data.DisplayPos.y);
  glUniform2f(uniforms.display_size, data.DisplaySize.x, data.DisplaySize.y);
  glUniform1i(uniforms.tiles, kUnit);
  glUniform1i(uniforms.colours, kColourUnit);
  glUniform1i(uniforms.texture_width_log2, kWidthLog2);
  glUniform2i(uniforms.tile_size, width, height);
  glUniform1i(uniforms.smooth, smooth ? 1 : 0);
  glUniform1f(uniforms.max_radius, max_radius);

  // ImGui's vertex buffer stays bound, but its attributes have the locations of ImGui's own program.
  constexpr auto stride = static_cast<GLsizei>(sizeof(ImDrawVert));
  const auto at = [](std::size_t offset) { return reinterpret_cast<const void*>(offset); };
  for (GLuint i = 0; i < kAttributes.size(); ++i) glEnableVertexAttribArray(i);
  glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, stride, at(offsetof(ImDrawVert, pos)));
  glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, stride, at(offsetof(ImDrawVert, uv)));
  glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, stride, at(offsetof(ImDrawVert, col)));

  glActiveTexture(GL_TEXTURE0 + kUnit);
  glBindTexture(GL_TEXTURE_2D, texture);
  glActiveTexture(GL_TEXTURE0 + kColourUnit);
  glBindTexture(GL_TEXTURE_2D, colours);
  glActiveTexture(GL_TEXTURE0);
}

Result<TileAtlas> TileAtlas::create() {
  auto state = std::make_unique<State>();
  ZSCAPE_TRY(state->program, build_program("tile", tile_vertex_shader(), tile_fragment_shader(), kAttributes));
  const auto uniform = [&](const char* name) { return glGetUniformLocation(state->program, name); };
  state->uniforms = {.display_min = uniform("u_display_min"),
                     .display_size = uniform("u_display_size"),
                     .tiles = uniform("u_tiles"),
                     .colours = uniform("u_colours"),
                     .texture_width_log2 = uniform("u_texture_width_log2"),
                     .tile_size = uniform("u_tile_size"),
                     .smooth = uniform("u_smooth"),
                     .max_radius = uniform("u_max_radius")};
  glGenTextures(1, &state->texture);
  glGenTextures(1, &state->colours);
  return TileAtlas(std::move(state));
}

TileAtlas::TileAtlas(std::unique_ptr<State> state) : state_(std::move(state)) {}
TileAtlas::TileAtlas(TileAtlas&&) noexcept = default;
TileAtlas& TileAtlas::operator=(TileAtlas&&) noexcept = default;
TileAtlas::~TileAtlas() = default;

void TileAtlas::upload(std::span<const std::uint8_t> pixels, int count, int height, int width) {
  check(count >= 0 && count <= kMaxTiles, "upload: a number of tiles in range");
  check(height > 0 && width > 0 && height <= kMaxPixels && height * width <= kMaxPixels, "upload: tiles of a size in range");
  const std::size_t size = static_cast<std::size_t>(count) * static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
  check(pixels.size() == size, "upload: one byte per pixel");
  state_->count = count;
  state_->height = height;
  state_->width = width;

  const int full_rows = static_cast<int>(size / kWidth);
  const int rest = static_cast<int>(size % kWidth);
  const int rows = full_rows + (rest > 0 ? 1 : 0);
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, state_->texture);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  if (rows > state_->texture_rows) {
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, kWidth, rows, 0, GL_RED, GL_UNSIGNED_BYTE, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    state_->texture_rows = rows;
  }
  if (full_rows > 0) glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, kWidth, full_rows, GL_RED, GL_UNSIGNED_BYTE, pixels.data());
  if (rest > 0) {
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, full_rows, rest, 1, GL_RED, GL_UNSIGNED_BYTE,
                    pixels.data() + static_cast<std::size_t>(full_rows) * kWidth);
  }
}

void TileAtlas::set_colours(std::span<const std::array<std::uint8_t, 3>, 256> colours) {
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, state_->colours);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGB8, 256, 1, 0, GL_RGB, GL_UNSIGNED_BYTE, colours.data());
  for (const GLenum filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER}) glTexParameteri(GL_TEXTURE_2D, filter, GL_LINEAR);
  for (const GLenum axis : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T}) glTexParameteri(GL_TEXTURE_2D, axis, GL_CLAMP_TO_EDGE);
}

void TileAtlas::begin(ImDrawList& list, bool smooth, Corners corners) {
  const auto rounded = smooth ? &State::use<true, Corners::rounded> : &State::use<false, Corners::rounded>;
  const auto square = smooth ? &State::use<true, Corners::square> : &State::use<false, Corners::square>;
  list.AddCallback(corners == Corners::rounded ? rounded : square, state_.get());
}

void TileAtlas::draw(ImDrawList& list, int tile, ImVec2 min, ImVec2 max, ImU32 tint) {
  list.PrimReserve(6, 4);
  const auto six_bits = [&](int shift) { return tint >> (shift + 2) & 63; };
  const ImU32 packed = static_cast<ImU32>(tile) | six_bits(IM_COL32_R_SHIFT) << kTileBits |
                       six_bits(IM_COL32_G_SHIFT) << (kTileBits + 6) | six_bits(IM_COL32_B_SHIFT) << (kTileBits + 12);
  list.PrimRectUV(min, max, ImVec2(0, 0), ImVec2(1, 1), packed);
}

void TileAtlas::end(ImDrawList& list) { list.AddCallback(ImDrawCallback_ResetRenderState, nullptr); }

int TileAtlas::count() const { return state_->count; }
int TileAtlas::height() const { return state_->height; }
int TileAtlas::width() const { return state_->width; }

std::vector<std::uint8_t> TileAtlas::read_back(int tile) const {
  check(tile >= 0 && tile < state_->count, "read_back: a tile of the last upload");
  GLint bound = 0;
  glGetIntegerv(GL_FRAMEBUFFER_BINDING, &bound);
  GLuint framebuffer = 0;
  glGenFramebuffers(1, &framebuffer);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, state_->texture, 0);

  const int size = state_->height * state_->width;
  const int first_row = tile * size / kWidth;
  const int last_row = (tile * size + size - 1) / kWidth;
  std::vector<std::uint8_t> rgba(static_cast<std::size_t>(last_row - first_row + 1) * kWidth * 4);  // what ES 3 always reads
  glReadPixels(0, first_row, kWidth, last_row - first_row + 1, GL_RGBA, GL_UNSIGNED_BYTE, rgba.data());
  glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(bound));
  glDeleteFramebuffers(1, &framebuffer);

  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(size));
  const auto start = static_cast<std::size_t>(tile * size - first_row * kWidth);
  for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = rgba[4 * (start + i)];
  return pixels;
}

}  // namespace zscape
