#include "base/sha256.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace zscape {
namespace {

static_assert(std::endian::native == std::endian::little, "hashes of values are defined over little-endian bytes");

constexpr std::array<std::uint32_t, 64> kRoundConstants = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01,
    0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
    0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08,
    0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

}  // namespace

void Sha256::compress(const std::byte* block) {
  std::array<std::uint32_t, 64> w;
  for (int i = 0; i < 16; ++i) {
    std::uint32_t word = 0;
    for (int k = 0; k < 4; ++k) word = word << 8 | std::to_integer<std::uint32_t>(block[4 * i + k]);
    w[i] = word;
  }
  for (int i = 16; i < 64; ++i) {
    const std::uint32_t s0 = std::rotr(w[i - 15], 7) ^ std::rotr(w[i - 15], 18) ^ w[i - 15] >> 3;
    const std::uint32_t s1 = std::rotr(w[i - 2], 17) ^ std::rotr(w[i - 2], 19) ^ w[i - 2] >> 10;
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  auto [a, b, c, d, e, f, g, h] = state_;
  for (int i = 0; i < 64; ++i) {
    const std::uint32_t s1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
    const std::uint32_t choice = (e & f) ^ (~e & g);
    const std::uint32_t t1 = h + s1 + choice + kRoundConstants[i] + w[i];
    const std::uint32_t s0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
    const std::uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
    h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + s0 + majority;
  }
  const std::array<std::uint32_t, 8> round = {a, b, c, d, e, f, g, h};
  for (int i = 0; i < 8; ++i) state_[i] += round[i];
}

Sha256& Sha256::update(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const std::size_t used = length_ % buffer_.size();
    const std::size_t taken = std::min(bytes.size(), buffer_.size() - used);
    std::memcpy(buffer_.data() + used, bytes.data(), taken);
    length_ += taken;
    if (used + taken == buffer_.size()) compress(buffer_.data());
    bytes = bytes.subspan(taken);
  }
  return *this;
}

std::string Sha256::hex() const {
  Sha256 padded = *this;
  const std::uint64_t bits = length_ * 8;
  const std::array<std::byte, 64> padding = {std::byte{0x80}};
  const std::size_t used = length_ % 64;
  padded.update(std::span(padding).first(used < 56 ? 56 - used : 120 - used));
  std::array<std::byte, 8> tail;
  for (int i = 0; i < 8; ++i) tail[i] = static_cast<std::byte>(bits >> (56 - 8 * i));
  padded.update(tail);

  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const std::uint32_t word : padded.state_)
    for (int shift = 28; shift >= 0; shift -= 4) text += kDigits[word >> shift & 15];
  return text;
}

std::string sha256_hex(std::span<const std::byte> bytes) { return Sha256().update(bytes).hex(); }

std::string sha256_hex(std::span<const float> values) { return sha256_hex(std::as_bytes(values)); }

bool is_sha256(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string sha256_mismatch(std::string_view expected, std::string_view found) {
  const auto stated = [](std::string_view hash) { return hash.empty() ? std::string("none") : "SHA-256 " + std::string(hash); };
  return "expected " + stated(expected) + ", found " + stated(found);
}

Result<void> expect_sha256(std::span<const std::byte> bytes, std::string_view expected) {
  const std::string found = sha256_hex(bytes);
  if (found == expected) return {};
  return Error{ErrorCode::mismatch, sha256_mismatch(expected, found)};
}

}  // namespace zscape
