// Bytes to the model in use, or an error and the old model.
#include "base/sha256.hpp"
#include "ui/app.hpp"

namespace zscape {
namespace {

Result<Model> load_checked(std::span<const std::byte> file, std::string_view expected_sha256) {
  if (!expected_sha256.empty()) {
    const std::string found = sha256_hex(file);
    if (found != expected_sha256) {
      return Error{ErrorCode::mismatch,
                   "expected SHA-256 " + std::string(expected_sha256) + ", found " + found + "; the download is damaged"};
    }
  }
  ZSCAPE_TRY(Model model, Model::load(file));
  const ModelSpec& spec = model.spec();
  if (!is_generative(spec) || is_conditional(spec))
    return Error{ErrorCode::unsupported, "expected a model that generates from latents alone, found " + spec.title};
  if (spec.latent > kMostLatents) {
    return Error{ErrorCode::unsupported,
                 "expected at most " + std::to_string(kMostLatents) + " latent dimensions, found " + std::to_string(spec.latent)};
  }
  if (sample_width(spec) > kMostPixels) {
    return Error{ErrorCode::unsupported, "expected pictures of at most " + std::to_string(kMostPixels) + " pixels, found " +
                                             std::to_string(sample_width(spec)) + " in " + to_string(spec.sample)};
  }
  return model;
}

}  // namespace

void open_model(AppState& state, std::span<const std::byte> file, std::string label, std::string_view expected_sha256) {
  state.loading.reset();
  auto model = load_checked(file, expected_sha256);
  if (!model) {
    state.error = Error{model.error().code, label + ": " + model.error().message};
    return;
  }
  const bool replaces_another = state.model.has_value();
  state.model = std::move(model).value();
  state.model_label = std::move(label);
  state.view.model_id = state.model->spec().id;
  // What belonged to a model of another size starts anew; what a link brought is for draw_app() to check and to report.
  for (std::optional<Latent>* latent : {&state.view.stage, &state.view.anchors[0], &state.view.anchors[1]})
    if (replaces_another && *latent && std::ssize(**latent) != state.model->spec().latent) latent->reset();
}

}  // namespace zscape
