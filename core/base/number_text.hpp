// Numbers as decimal text, exact there and back, in the C locale, which no shell changes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zscape {

/// The shortest decimal that parse_decimal(), rounded to the type, gives back to the last bit. Finite numbers only; -0 is "-0.0",
/// because JSON reads -0 as an integer.
std::string exact_text(float value);
std::string exact_text(double value);

/// A finite decimal number and nothing else: an optional '-', a digit, then what else belongs to it; at most 40 characters.
std::optional<double> parse_decimal(std::string_view text);

/// A whole number below 2^64 in decimal digits and nothing else.
std::optional<std::uint64_t> parse_whole(std::string_view text);

}  // namespace zscape
