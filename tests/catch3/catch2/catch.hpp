// Stands in for the one header of Catch2 2, in Debian 12, where there is only version 3, in Debian 13: the same names from its
// many headers. tests/CMakeLists.txt puts this folder where <catch2/catch.hpp> is looked for.
#pragma once

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <string>

using Catch::Approx;

namespace Catch {

using Matchers::StartsWith;

inline auto Contains(const std::string& part) { return Matchers::ContainsSubstring(part); }

}  // namespace Catch
