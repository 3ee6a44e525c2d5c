#include "base/number_text.hpp"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

namespace zscape {
namespace {

constexpr std::size_t kLongest = 40;

/// Digits before the point: printed with fewer, 90 is 9e+01, whose + is a space to whoever reads a link as a form.
template <class Number>
int whole_digits(Number value) {
  int digits = 1;
  for (Number rest = std::abs(value); rest >= 10 && digits < std::numeric_limits<Number>::max_digits10; rest /= 10) ++digits;
  return digits;
}

template <class Number>
std::string shortest(Number value) {
  if (value == 0) return std::signbit(value) ? "-0.0" : "0";
  char text[kLongest];
  for (int digits = whole_digits(value); digits <= std::numeric_limits<Number>::max_digits10; ++digits) {
    std::snprintf(text, sizeof text, "%.*g", digits, static_cast<double>(value));
    if (static_cast<Number>(std::strtod(text, nullptr)) == value) break;
  }
  return text;
}

}  // namespace

std::string exact_text(float value) { return shortest(value); }
std::string exact_text(double value) { return shortest(value); }

std::optional<double> parse_decimal(std::string_view text) {
  const std::string_view magnitude = text.substr(text.starts_with('-') ? 1 : 0);
  const bool shaped = text.size() <= kLongest && !magnitude.empty() && magnitude.front() >= '0' && magnitude.front() <= '9' &&
                      magnitude.find_first_not_of("0123456789.eE-+") == std::string_view::npos;
  if (!shaped) return {};
  const std::string copy(text);
  char* end = nullptr;
  const double value = std::strtod(copy.c_str(), &end);
  if (end != copy.c_str() + copy.size() || !std::isfinite(value)) return {};
  return value;
}

std::optional<std::uint64_t> parse_whole(std::string_view text) {
  std::uint64_t value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return {};
  return value;
}

}  // namespace zscape
