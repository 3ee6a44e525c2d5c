// One tile as a rectangle, in ImGui's vertex format. The colour carries the tile's number in its lowest 12 bits, red lowest, and above
// them a tint, 6 bits a channel.

uniform vec2 u_display_min;   // layout units
uniform vec2 u_display_size;  // layout units

in vec2 a_position;  // layout units
in vec2 a_uv;        // [0, 1] over the tile, y down
in vec4 a_color;

out vec2 v_uv;
flat out int v_tile;
flat out vec3 v_tint;

void main() {
  ivec4 bytes = ivec4(a_color * 255.0 + 0.5);
  int word = bytes.r | bytes.g << 8 | bytes.b << 16 | bytes.a << 24;
  v_tile = word & 4095;
  v_tint = vec3(ivec3(word >> 12, word >> 18, word >> 24) & 63) / 63.0;
  v_uv = a_uv;
  vec2 unit = (a_position - u_display_min) / u_display_size;
  gl_Position = vec4(2.0 * unit.x - 1.0, 1.0 - 2.0 * unit.y, 0.0, 1.0);
}
