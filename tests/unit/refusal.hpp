// What a result that must be an error says.
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "base/error.hpp"

namespace zscape::testing {

template <class T>
std::string refusal_of(const Result<T>& result) {
  REQUIRE_FALSE(result.ok());
  return result.error().message;
}

}  // namespace zscape::testing
