#include "shell/link_bindings.hpp"

#include "ui/link/fragment.hpp"
#include "ui/session/links.hpp"
#include "ui/sound/models.hpp"
#include "ui/state/app_state.hpp"

namespace zscape {
namespace {

std::string fragment(const Shell& shell) { return link_of(shell.state(), shell.state().shown.view); }

/// What fragment() is made of, without a look at the picture: as long as it is the same, so is the fragment.
std::string shown_key(const Shell& shell) {
  const AppState& state = shell.state();
  return to_fragment(state.shown.view) + state.opened.file_sha256 +
         (sound_model(state) ? state.listening.loaded_id : std::string());
}

std::string model_to_open_for(const Shell& shell, std::string link) { return model_to_open(shell.state(), link); }

/// Shows the link's view with the model in use, or an error.
void apply_fragment(Shell& shell, std::string text) { follow_link(changing(shell), text); }

}  // namespace

void bind_links(ShellClass& shell) {
  shell.function("fragment", &fragment)
      .function("shownKey", &shown_key)
      .function("modelToOpen", &model_to_open_for)
      .function("applyFragment", &apply_fragment);
}

}  // namespace zscape
