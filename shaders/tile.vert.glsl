// One tile as a rectangle, in ImGui's vertex format. The colour channel carries the tile's number, 24 bits, red lowest.

uniform vec2 u_display_min;   // layout units
uniform vec2 u_display_size;  // layout units

in vec2 a_position;  // layout units
in vec2 a_uv;        // [0, 1] over the tile, y down
in vec4 a_color;

out vec2 v_uv;
flat out int v_tile;

void main() {
  ivec3 digits = ivec3(a_color.rgb * 255.0 + 0.5);
  v_tile = digits.r + 256 * (digits.g + 256 * digits.b);
  v_uv = a_uv;
  vec2 unit = (a_position - u_display_min) / u_display_size;
  gl_Position = vec4(2.0 * unit.x - 1.0, 1.0 - 2.0 * unit.y, 0.0, 1.0);
}
