// What window.zscape offers to other people's scripts besides what tests ask: codes and pictures of the model in use. Arguments are
// checked by hook.js.
#include <emscripten/bind.h>

#include "shell.hpp"
#include "ui/link.hpp"
#include "ui/permalink.hpp"

namespace zscape {
namespace {

using emscripten::val;

val floats_out(const Matrix& matrix) {
  const auto all = values(matrix);
  return val::global("Float32Array").new_(emscripten::typed_memory_view(all.size(), all.data()));
}

/// What is shown, without a link's claim.
std::string view_text(const Shell& shell) { return to_fragment(shell.state().view); }

/// Why a link cannot be followed, or "".
std::string refused_link(std::string text) {
  const auto link = parse_link(text);
  return link ? std::string() : link.error().message;
}

double latent(const Shell& shell) { return static_cast<double>(shell.state().model->spec().latent); }
double code_columns(const Shell& shell) { return static_cast<double>(code_width(shell.state().model->spec())); }

/// `label` is -1 for all in turn.
val sample(const Shell& shell, double seed, double first, double count, float temperature, int label) {
  return floats_out(shell.state().model->sample(static_cast<std::uint64_t>(seed), static_cast<std::uint64_t>(first),
                                                static_cast<std::int64_t>(count), temperature,
                                                label < 0 ? std::nullopt : std::optional(label)));
}

val decode(const Shell& shell, const val& array) {
  const auto size = array["length"].as<std::size_t>();
  const auto columns = static_cast<std::size_t>(code_width(shell.state().model->spec()));
  Matrix codes(static_cast<Eigen::Index>(size / columns), static_cast<Eigen::Index>(columns));
  val(emscripten::typed_memory_view(size, codes.data())).call<void>("set", array);
  return floats_out(shell.state().model->decode(codes));
}

}  // namespace
}  // namespace zscape

EMSCRIPTEN_BINDINGS(zscape_api) {
  emscripten::function("viewText", &zscape::view_text);
  emscripten::function("refusedLink", &zscape::refused_link);
  emscripten::function("latent", &zscape::latent);
  emscripten::function("codeWidth", &zscape::code_columns);
  emscripten::function("sample", &zscape::sample);
  emscripten::function("decode", &zscape::decode);
}
