// What the interface tells a person: an error that stays until it is dismissed, and a notice that goes by itself.
#pragma once

#include <optional>
#include <string>

#include "base/error.hpp"

namespace zscape {

struct Failure {
  Error error;
  std::string retry = {};  // id of the published model that is offered to be fetched again; "" for none
};

struct Messages {
  std::optional<Failure> failure;
  std::string notice;
  double notice_seconds = 0;  // how long it is still shown
};

/// Shows `error` in place of the one before it, and offers to fetch the published model `retry` again, where that is not "".
void show_error(Messages& messages, Error error, std::string retry = {});

/// The same below the one that is shown already.
void add_error(Messages& messages, Error error);

/// Tells what went well.
void show_notice(Messages& messages, std::string text);

}  // namespace zscape
