#include "shell/api_bindings.hpp"

#include <emscripten/bind.h>

#include "shell/js_arrays.hpp"
#include "shell/shell.hpp"
#include "ui/link/fragment.hpp"
#include "ui/session/links.hpp"
#include "ui/state/app_state.hpp"
#include "ui/view/settle.hpp"

namespace zscape {
namespace {

using emscripten::val;

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
  return to_js(values(shell.state().opened.model->sample(seed, static_cast<std::uint64_t>(first), static_cast<std::int64_t>(count),
                                                         temperature, label < 0 ? std::nullopt : std::optional(label))));
}

val decode(const Shell& shell, const val& array) {
  const auto size = array["length"].as<std::size_t>();
  const auto columns = static_cast<std::size_t>(code_width(shell.state().opened.model->spec()));
  Matrix codes(static_cast<Eigen::Index>(size / columns), static_cast<Eigen::Index>(columns));
  val(emscripten::typed_memory_view(size, codes.data())).call<void>("set", array);
  return to_js(values(shell.state().opened.model->decode(codes)));
}

}  // namespace

void bind_api() {
  emscripten::function("viewText", &view_text);
  emscripten::function("refusedLink", &refused_link);
  emscripten::function("modelInUse", &model_in_use);
  emscripten::function("sample", &sample);
  emscripten::function("decode", &decode);
}

}  // namespace zscape
