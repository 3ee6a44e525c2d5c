#include "trainer/run/event_file.hpp"

#include <array>
#include <cstring>

namespace zscape {
namespace {

template <class Number>
std::string little_endian(Number value) {
  std::string bytes;
  for (std::size_t i = 0; i < sizeof value; ++i) bytes += static_cast<char>(value >> 8 * i);
  return bytes;
}

// Castagnoli's polynomial, reflected.
std::uint32_t crc32c(std::string_view bytes) {
  static constexpr auto kTable = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
      table[i] = i;
      for (int bit = 0; bit < 8; ++bit) table[i] = table[i] >> 1 ^ (table[i] & 1 ? 0x82f63b78u : 0u);
    }
    return table;
  }();
  std::uint32_t crc = ~0u;
  for (const char byte : bytes) crc = crc >> 8 ^ kTable[(crc ^ static_cast<unsigned char>(byte)) & 0xff];
  return ~crc;
}

// The masked checksum of TFRecords, which stays useful where the data holds checksums itself.
std::uint32_t masked(std::uint32_t crc) { return (crc >> 15 | crc << 17) + 0xa282ead8u; }

std::string varint(std::uint64_t value) {
  std::string bytes;
  for (; value >= 0x80; value >>= 7) bytes += static_cast<char>(value | 0x80);
  return bytes + static_cast<char>(value);
}

enum class Wire : std::uint64_t { varint = 0, fixed64 = 1, length_delimited = 2, fixed32 = 5 };

std::string key(std::uint64_t number, Wire wire) { return varint(number << 3 | static_cast<std::uint64_t>(wire)); }

// A protobuf field of each kind that is needed, by its number.
std::string integer_field(std::uint64_t number, std::int64_t value) {
  return key(number, Wire::varint) + varint(static_cast<std::uint64_t>(value));
}

std::string bytes_field(std::uint64_t number, std::string_view value) {
  return key(number, Wire::length_delimited) + varint(value.size()) + std::string(value);
}

std::string double_field(std::uint64_t number, double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  return key(number, Wire::fixed64) + little_endian(bits);
}

std::string float_field(std::uint64_t number, float value) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  return key(number, Wire::fixed32) + little_endian(bits);
}

std::string event(double wall_seconds, std::int64_t step, const std::string& what) {
  return double_field(1, wall_seconds) + integer_field(2, step) + what;
}

std::string summary_value(std::string_view tag, const std::string& value) { return bytes_field(1, bytes_field(1, tag) + value); }

}  // namespace

std::string file_version_event(double wall_seconds) { return event(wall_seconds, 0, bytes_field(3, "brain.Event:2")); }

std::string session_start_event(double wall_seconds, std::int64_t step) {
  return event(wall_seconds, step, bytes_field(7, integer_field(1, 1)));  // SessionLog.status = START
}

std::string scalars_event(double wall_seconds, std::int64_t step, const std::map<std::string, double>& values) {
  std::string summary;
  for (const auto& [tag, value] : values) summary += summary_value(tag, float_field(2, static_cast<float>(value)));
  return event(wall_seconds, step, bytes_field(5, summary));
}

std::string image_event(double wall_seconds, std::int64_t step, std::string_view tag, const Image& image, std::string_view png) {
  const std::string fields =
      integer_field(1, image.height) + integer_field(2, image.width) + integer_field(3, image.channels) + bytes_field(4, png);
  return event(wall_seconds, step, bytes_field(5, summary_value(tag, bytes_field(4, fields))));
}

std::string tf_record(std::string_view message) {
  const std::string length = little_endian(static_cast<std::uint64_t>(message.size()));
  return length + little_endian(masked(crc32c(length))) + std::string(message) + little_endian(masked(crc32c(message)));
}

}  // namespace zscape
