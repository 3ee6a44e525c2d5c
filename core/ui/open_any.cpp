#include "ui/open_any.hpp"

#include <algorithm>

#include "latent/latents_text.hpp"
#include "ui/app.hpp"
#include "ui/changes.hpp"

namespace zscape {
namespace {

void show_latents(AppState& state, const Matrix& codes) {
  View& view = state.view;
  const auto code = [&](Eigen::Index i) { return Code(row(codes, i).begin(), row(codes, i).end()); };
  view.stage = code(0);
  state.selected.reset();
  const auto count = std::min<std::size_t>(view.anchors.size(), static_cast<std::size_t>(codes.rows()));
  if (count < 2) return;
  for (std::size_t i = 0; i < count; ++i) view.anchors[i] = code(static_cast<Eigen::Index>(i));
}

Result<void> open_latents(AppState& state, std::span<const std::byte> file, const std::string& name) {
  if (!state.model) return Error{ErrorCode::invalid_argument, "latents belong to a model, and none is open"};
  ZSCAPE_TRY(const Matrix codes, parse_latents(*state.model, {reinterpret_cast<const char*>(file.data()), file.size()}));
  show_latents(state, codes);
  say_notice(state, codes.rows() == 1 ? name + " is on the stage"
                                      : "the first of " + std::to_string(codes.rows()) + " codes is on the stage");
  return {};
}

}  // namespace

void open_any(AppState& state, std::span<const std::byte> file, const std::string& name) {
  if (!name.ends_with(".json") && !name.ends_with(".csv")) return open_model(state, file, name);
  if (const auto opened = open_latents(state, file, name); !opened)
    state.error = Error{opened.error().code, name + ": " + opened.error().message};
}

}  // namespace zscape
