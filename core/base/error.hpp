// How the core reports failure: Error, Result<T>, check() for a programmer's mistakes. No function of the core prints or throws on
// bad input.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace zscape {

enum class ErrorCode {
  invalid_argument,  // the caller asked for something that cannot be
  corrupt,           // bytes that do not hold what they claim
  mismatch,          // two well-formed things that do not belong together
  unsupported,       // well-formed, but not something this version reads
  not_found,
  io,
};

struct Error {
  ErrorCode code;
  std::string message;  // what was expected and what was found, for a person to read
};

/// The same error, its message led by what it is about: "vae.safetensors: tensor ... is missing".
Error about(std::string_view what, const Error& error);

/// An Error for bytes that are not what they should be.
inline Error corrupt(std::string message) { return {ErrorCode::corrupt, std::move(message)}; }

/// Stops the program: `condition` is false only when the calling code is wrong, never because of input.
/// (`file` and `line` are the caller's; Emscripten's library has no <source_location> yet.)
void check(bool condition, std::string_view what, const char* file = __builtin_FILE(), int line = __builtin_LINE());

/// A value or the Error that kept it from being made.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  const T& value() const& {
    check(ok(), "value() of a failed Result");
    return *std::get_if<0>(&state_);
  }
  T& value() & {
    check(ok(), "value() of a failed Result");
    return *std::get_if<0>(&state_);
  }
  T&& value() && {
    check(ok(), "value() of a failed Result");
    return std::move(*std::get_if<0>(&state_));
  }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  const Error& error() const {
    check(!ok(), "error() of a successful Result");
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)), ok_(false) {}

  bool ok() const { return ok_; }
  explicit operator bool() const { return ok_; }
  const Error& error() const {
    check(!ok_, "error() of a successful Result");
    return error_;
  }

 private:
  Error error_{};
  bool ok_ = true;
};

}  // namespace zscape

#define ZSCAPE_JOIN_(a, b) a##b
#define ZSCAPE_JOIN(a, b) ZSCAPE_JOIN_(a, b)

/// `ZSCAPE_TRY(const auto x, f());` binds the value of a Result, or returns its Error from the enclosing function.
#define ZSCAPE_TRY(declaration, expression)                                                                 \
  auto ZSCAPE_JOIN(result_, __LINE__) = (expression);                                                       \
  if (!ZSCAPE_JOIN(result_, __LINE__).ok()) return ::zscape::Error(ZSCAPE_JOIN(result_, __LINE__).error()); \
  declaration = std::move(ZSCAPE_JOIN(result_, __LINE__)).value()

/// The same for a Result<void>.
#define ZSCAPE_TRY_VOID(expression) \
  if (auto failed_ = (expression); !failed_.ok()) return ::zscape::Error(failed_.error())
