#include "cli/canvas.hpp"

#define STB_TRUETYPE_IMPLEMENTATION
#define STBTT_STATIC
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include <stb_truetype.h>
#pragma GCC diagnostic pop

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "base/error.hpp"

namespace zscape {

std::span<const unsigned char> inter_plot();  // the font, see CMakeLists.txt

namespace {

constexpr char32_t kNoCharacter = 0xfffd;
constexpr double kCapitals = 0.727;  // height of Inter's capitals, in units of its size

// Removes the first character from `utf8`, which is not empty, and returns it; kNoCharacter for a byte that begins none.
char32_t take_character(std::string_view& utf8) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
  const unsigned char first = byte(0);
  const std::size_t size = first < 0x80 ? 1 : first >> 5 == 6 ? 2 : first >> 4 == 14 ? 3 : first >> 3 == 30 ? 4 : 0;
  char32_t character = size == 1 ? first : first & (0x7f >> size);
  bool is_whole = size != 0 && size <= utf8.size();
  for (std::size_t i = 1; is_whole && i < size; ++i) {
    is_whole = byte(i) >> 6 == 2;
    character = character << 6 | (byte(i) & 0x3f);
  }
  utf8.remove_prefix(is_whole ? size : 1);
  return is_whole ? character : kNoCharacter;
}

// Inter at `height` pixels per em.
struct Face {
  explicit Face(double height) {
    check(stbtt_InitFont(&font, inter_plot().data(), 0) != 0, "the font that is built in");
    scale = stbtt_ScaleForMappingEmToPixels(&font, static_cast<float>(height));
  }

  stbtt_fontinfo font;
  float scale;
};

// Where each character of a text begins, from its beginning, and where the text ends.
template <class Visit>
double lay_out(const Face& face, std::string_view utf8, Visit visit) {
  double x = 0;
  int previous = 0;
  while (!utf8.empty()) {
    const int code_point = static_cast<int>(take_character(utf8));
    if (previous != 0) x += face.scale * stbtt_GetCodepointKernAdvance(&face.font, previous, code_point);
    visit(code_point, x);
    int advance = 0, bearing = 0;
    stbtt_GetCodepointHMetrics(&face.font, code_point, &advance, &bearing);
    x += face.scale * advance;
    previous = code_point;
  }
  return x;
}

void draw_glyph(Canvas& canvas, const Face& face, int code_point, double x, int baseline, Colour colour) {
  const double whole = std::floor(x);
  const auto shift = static_cast<float>(x - whole);
  int left = 0, top = 0, right = 0, bottom = 0;
  stbtt_GetCodepointBitmapBoxSubpixel(&face.font, code_point, face.scale, face.scale, shift, 0, &left, &top, &right, &bottom);
  const int width = right - left, height = bottom - top;
  if (width <= 0 || height <= 0) return;
  std::vector<std::uint8_t> shares(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  stbtt_MakeCodepointBitmapSubpixel(&face.font, shares.data(), width, height, width, face.scale, face.scale, shift, 0, code_point);
  for (int row = 0; row < height; ++row)
    for (int i = 0; i < width; ++i)
      canvas.pixel(static_cast<int>(whole) + left + i, baseline + top + row, colour,
                   shares[static_cast<std::size_t>(row * width + i)] / 255.0);
}

}  // namespace

Canvas::Canvas(int width, int height, Colour background) : image_{height, width, 3, {}} {
  image_.pixels.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
  for (int i = 0; i < width * height; ++i) image_.pixels.insert(image_.pixels.end(), background.begin(), background.end());
}

void Canvas::pixel(int x, int y, Colour colour, double share) {
  if (x < 0 || y < 0 || x >= image_.width || y >= image_.height) return;
  std::uint8_t* to =
      &image_.pixels[(static_cast<std::size_t>(y) * static_cast<std::size_t>(image_.width) + static_cast<std::size_t>(x)) * 3];
  for (std::size_t i = 0; i < 3; ++i) to[i] = static_cast<std::uint8_t>(std::lround(to[i] + (colour[i] - to[i]) * share));
}

void Canvas::fill(int x, int y, int width, int height, Colour colour) {
  for (int row = y; row < y + height; ++row)
    for (int i = x; i < x + width; ++i) pixel(i, row, colour);
}

void Canvas::column(int x, double top, double bottom, Colour colour) {
  for (int y = static_cast<int>(std::floor(top)); y < bottom; ++y)
    pixel(x, y, colour, std::min(bottom, y + 1.0) - std::max(top, static_cast<double>(y)));
}

void Canvas::text(double x, double y, std::string_view utf8, double height, Colour colour, Align align) {
  const Face face(height);
  if (align != Align::left) x -= text_width(utf8, height) * (align == Align::right ? 1.0 : 0.5);
  const int baseline = static_cast<int>(std::lround(y + kCapitals * height / 2));
  lay_out(face, utf8, [&](int code_point, double at) { draw_glyph(*this, face, code_point, x + at, baseline, colour); });
}

double text_width(std::string_view utf8, double height) {
  return lay_out(Face(height), utf8, [](int, double) {});
}

}  // namespace zscape
