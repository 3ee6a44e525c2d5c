#include "ui/state/messages.hpp"

#include <utility>

#include "base/error.hpp"

namespace zscape {
namespace {

constexpr double kNoticeSeconds = 4;

}  // namespace

void show_error(Messages& messages, Error error, std::optional<FetchFile> retry) {
  messages.failure = {std::move(error), std::move(retry)};
}

void add_error(Messages& messages, Error error) {
  if (!messages.failure) return show_error(messages, std::move(error));
  error.message = messages.failure->error.message + "\n" + error.message;
  messages.failure->error = std::move(error);
}

void show_notice(Messages& messages, std::string text) {
  messages.notice = std::move(text);
  messages.notice_seconds = kNoticeSeconds;
}

}  // namespace zscape
