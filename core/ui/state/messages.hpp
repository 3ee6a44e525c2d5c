// What the interface tells a person: an error that stays until it is dismissed, and a notice that goes by itself.
#pragma once

#include <optional>
#include <string>

#include "base/error.hpp"
#include "ui/state/fetch.hpp"

namespace zscape {

struct Failure {
  Error error;
  std::optional<FetchFile> retry = {};  // what is offered to be fetched again
};

struct Messages {
  std::optional<Failure> failure;
  std::string notice;
  double notice_seconds = 0;  // how long it is still shown
};

/// Shows `error` in place of the one before it, and offers to fetch `retry` again.
void show_error(Messages& messages, Error error, std::optional<FetchFile> retry = {});

/// The same below the one that is shown already.
void add_error(Messages& messages, Error error);

/// Tells what went well.
void show_notice(Messages& messages, std::string text);

}  // namespace zscape
