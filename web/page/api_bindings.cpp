// What window.zscape offers to other people's scripts besides what tests ask: codes and pictures of the model in use. Arguments are
// checked by api.js.
#include <emscripten/bind.h>

#include "shell.hpp"
#include "ui/session/changes.hpp"
#include "ui/session/links.hpp"
#include "ui/link/fragment.hpp"

namespace zscape {
namespace {

using emscripten::val;

val floats_out(const Matrix& matrix) {
  const auto all = values(matrix);
  return val::global("Float32Array").new_(emscripten::typed_memory_view(all.size(), all.data()));
}

/// What is shown, without a link's claim.
std::string view_text(const Shell& shell) { return to_fragment(shell.state().shown.view); }

/// Why the model in use cannot show all that a link holds, or "".
std::string refused_link(const Shell& shell, std::string text) {
  auto link = parse_link(text);
  if (!link) return link.error().message;
  const auto misfit = settle(link->view, *shell.state().opened.model);
  return misfit ? misfit->message : std::string();
}

/// { id, conditional, classes, codeWidth, pixels }
val model_in_use(const Shell& shell) {
  const ModelSpec& spec = shell.state().opened.model->spec();
  val result = val::object();
  result.set("id", spec.id);
  result.set("conditional", is_conditional(spec));
  result.set("classes", static_cast<double>(spec.classes));
  result.set("codeWidth", static_cast<double>(code_width(spec)));
  result.set("pixels", static_cast<double>(sample_width(spec)));
  return result;
}

/// `label` is -1 for all in turn.
val sample(const Shell& shell, std::uint32_t seed_low, std::uint32_t seed_high, double first, double count, float temperature,
           int label) {
  const std::uint64_t seed = std::uint64_t{seed_high} << 32 | seed_low;
  return floats_out(shell.state().opened.model->sample(seed, static_cast<std::uint64_t>(first), static_cast<std::int64_t>(count),
                                                temperature, label < 0 ? std::nullopt : std::optional(label)));
}

val decode(const Shell& shell, const val& array) {
  const auto size = array["length"].as<std::size_t>();
  const auto columns = static_cast<std::size_t>(code_width(shell.state().opened.model->spec()));
  Matrix codes(static_cast<Eigen::Index>(size / columns), static_cast<Eigen::Index>(columns));
  val(emscripten::typed_memory_view(size, codes.data())).call<void>("set", array);
  return floats_out(shell.state().opened.model->decode(codes));
}

}  // namespace
}  // namespace zscape

EMSCRIPTEN_BINDINGS(zscape_api) {
  emscripten::function("viewText", &zscape::view_text);
  emscripten::function("refusedLink", &zscape::refused_link);
  emscripten::function("modelInUse", &zscape::model_in_use);
  emscripten::function("sample", &zscape::sample);
  emscripten::function("decode", &zscape::decode);
}
