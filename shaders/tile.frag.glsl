// A tile at any size: as raw pixels, or rebuilt with a cubic kernel that widens where the tile is drawn smaller than it is; then
// coloured.
// The tile's corners are rounded here, so that no clipping is needed.

uniform sampler2D u_tiles;   // every tile's pixels one after another, rows of the texture filled left to right
uniform sampler2D u_colours; // of 256 greys, in a row
uniform int u_texture_width_log2;
uniform ivec2 u_tile_size;   // width, height in texels
uniform int u_smooth;
uniform float u_max_radius;  // of a corner, device pixels

in vec2 v_uv;
flat in int v_tile;
flat in vec3 v_tint;

out vec4 o_color;

float texel(ivec2 at) {
  at = clamp(at, ivec2(0), u_tile_size - 1);
  int index = (v_tile * u_tile_size.y + at.y) * u_tile_size.x + at.x;
  return texelFetch(u_tiles, ivec2(index & ((1 << u_texture_width_log2) - 1), index >> u_texture_width_log2), 0).r;
}

// Mitchell and Netravali's family of cubics, B = 0.2, C = 0.4: crisp, with too little overshoot to see.
float cubic(float x) {
  const float B = 0.2;
  const float C = 0.4;
  x = abs(x);
  if (x < 1.0) {
    return ((12.0 - 9.0 * B - 6.0 * C) * x * x * x + (-18.0 + 12.0 * B + 6.0 * C) * x * x + (6.0 - 2.0 * B)) / 6.0;
  }
  if (x < 2.0) {
    return ((-B - 6.0 * C) * x * x * x + (6.0 * B + 30.0 * C) * x * x + (-12.0 * B - 48.0 * C) * x + (8.0 * B + 24.0 * C)) / 6.0;
  }
  return 0.0;
}

float rebuilt(vec2 position, vec2 texels_per_pixel) {
  vec2 widen = clamp(texels_per_pixel, vec2(1.0), vec2(3.0));
  ivec2 first = ivec2(ceil(position - 2.0 * widen));
  ivec2 last = ivec2(floor(position + 2.0 * widen));
  float sum = 0.0;
  float weights = 0.0;
  for (int y = first.y; y <= last.y; ++y) {
    float weight_y = cubic((float(y) - position.y) / widen.y);
    for (int x = first.x; x <= last.x; ++x) {
      float weight = weight_y * cubic((float(x) - position.x) / widen.x);
      sum += weight * texel(ivec2(x, y));
      weights += weight;
    }
  }
  return clamp(sum / weights, 0.0, 1.0);
}

// Share of this pixel inside the tile's rounded rectangle.
float coverage(vec2 size_in_pixels) {
  float radius = min(u_max_radius, 0.1 * min(size_in_pixels.x, size_in_pixels.y));
  vec2 from_corner = abs(v_uv - 0.5) * size_in_pixels - (0.5 * size_in_pixels - radius);
  return clamp(0.5 + radius - length(max(from_corner, 0.0)), 0.0, 1.0);
}

void main() {
  vec2 uv_per_pixel = fwidth(v_uv);
  vec2 position = v_uv * vec2(u_tile_size);
  float value = u_smooth != 0 ? rebuilt(position - 0.5, uv_per_pixel * vec2(u_tile_size)) : texel(ivec2(floor(position)));
  vec3 color = texture(u_colours, vec2((255.0 * value + 0.5) / 256.0, 0.5)).rgb;
  o_color = vec4(color * v_tint, coverage(1.0 / uv_per_pixel));
}
