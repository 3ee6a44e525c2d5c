// SHA-256 (FIPS 180-4): the one hash of the project, for files, tensors and output bits.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace zscape {

class Sha256 {
 public:
  Sha256& update(std::span<const std::byte> bytes);
  /// Lower-case hexadecimal digest of everything fed so far.
  std::string hex() const;

 private:
  void compress(const std::byte* block);

  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::byte, 64> buffer_{};
  std::uint64_t length_ = 0;  // bytes
};

std::string sha256_hex(std::span<const std::byte> bytes);

/// Hash of the exact bits of float values, as little-endian bytes.
std::string sha256_hex(std::span<const float> values);

/// Whether `text` is written like one: 64 lower-case hexadecimal digits.
bool is_sha256(std::string_view text);

/// "expected SHA-256 ..., found ...", with "none" in the place of an empty hash.
std::string sha256_mismatch(std::string_view expected, std::string_view found);

/// Error mismatch, in these words, where the hash of `bytes` is not `expected`.
Result<void> expect_sha256(std::span<const std::byte> bytes, std::string_view expected);

}  // namespace zscape
