// Elementary functions that give the same bits on every target: built from +, -, *, / and sqrt in double precision, which
// IEEE 754 rounds exactly, in one fixed order. The standard library's versions differ between platforms by design.
#pragma once

namespace zscape {

inline constexpr double kPi = 3.14159265358979323846;
inline constexpr double kLn10 = 2.30258509299404568402;

/// Natural logarithm of a positive, normal number. Error below 4e-16 relative to max(1, |result|).
double exact_log(double x);

/// e^x, with x clamped to [-700, 700]. Relative error below 4e-16.
double exact_exp(double x);

/// sin and cos of `turns` full turns (2 pi radians each); any finite argument. Absolute error below 4e-16.
struct SinCos {
  double sin, cos;
};
SinCos exact_sin_cos(double turns);

/// Angle whose cosine is x, in turns [0, 0.5]; x is clamped to [-1, 1]. Absolute error below 1e-15.
double exact_acos(double x);

}  // namespace zscape
