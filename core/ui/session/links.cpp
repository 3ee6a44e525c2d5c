#include "ui/session/links.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "nn/matrix.hpp"
#include "spec/model_spec.hpp"
#include "ui/link/fragment.hpp"
#include "ui/sound/models.hpp"
#include "ui/sound/shaping.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/messages.hpp"
#include "ui/state/published.hpp"
#include "ui/state/shown.hpp"
#include "ui/view/code.hpp"
#include "ui/view/tab.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

constexpr std::size_t kClaimDigits = 16;  // of a SHA-256, its first
constexpr std::string_view kFile = "&file=";
constexpr std::string_view kPicture = "&picture=";

bool is_claimed_hash(std::string_view text) {
  return text.size() == kClaimDigits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Result<Claim> parse_claim(std::string_view text) {
  const std::string_view file = text.substr(kFile.size(), kClaimDigits);
  const std::string_view rest = text.substr(std::min(text.size(), kFile.size() + file.size()));
  const std::string_view picture = rest.substr(std::min(rest.size(), kPicture.size()));
  if (is_claimed_hash(file) && rest.substr(0, kPicture.size()) == kPicture && is_claimed_hash(picture)) {
    return Claim{std::string(file), std::string(picture)};
  }
  return Error{ErrorCode::invalid_argument, "the link's file and picture: expected 16 hexadecimal digits each, found \"" +
                                                std::string(text.substr(1, 60)) + '"'};
}

/// A link holds the sound that nobody has shaped yet too: another version of its model would begin with another one.
View with_sound(const AppState& state, View view) {
  if (view.tab == Tab::listen && sound_model(state) && !view.listen.code) view.listen.code = shaped_code(state);
  return view;
}

/// What a link made now would claim.
Claim claim_of(const AppState& state, const View& view) {
  const Code& stage = *view.stage;
  const Matrix picture = state.opened.model->decode(as_row(stage));
  return {state.opened.file_sha256.substr(0, kClaimDigits), sha256_hex(values(picture)).substr(0, kClaimDigits)};
}

}  // namespace

Result<Link> parse_link(std::string_view text, View view) {
  const std::size_t claimed = text.rfind(kFile);
  Link link;
  ZSCAPE_TRY(link.view, parse_fragment(text.substr(0, claimed), std::move(view)));
  if (claimed != std::string_view::npos) {
    ZSCAPE_TRY(link.claim, parse_claim(text.substr(claimed)));
  }
  return link;
}

std::string link_of(const AppState& state, const View& view) {
  std::string text = to_fragment(with_sound(state, view));
  const bool fits = state.opened.model && view.stage && std::ssize(*view.stage) == code_width(state.opened.model->spec());
  if (!fits) return text;
  const Claim claim = claim_of(state, view);
  return text.append(kFile).append(claim.file).append(kPicture).append(claim.picture);
}

std::string model_to_open(const AppState& state, std::string_view text) {
  const auto link = parse_link(text);
  if (!link) return {};
  const std::string& id = link->view.model_id;
  const bool same_id = state.opened.model && state.opened.model->spec().id == id;
  const bool of_file_in_use = link->claim && link->claim->file == state.opened.file_sha256.substr(0, kClaimDigits);
  const bool in_use = same_id && (of_file_in_use || entry_in_use(state) != nullptr || find_published(state, id) == nullptr);
  return in_use ? std::string() : id;
}

void follow_link(AppState& state, std::string_view text) {
  View start;
  start.drifting = !state.settings.reduced_motion;
  auto link = parse_link(text, std::move(start));
  if (!link) {
    show_error(state.messages, link.error());
    return;
  }
  const std::string file = state.opened.file_sha256.substr(0, kClaimDigits);
  if (link->claim && link->claim->file != file) {
    show_error(state.messages, Error{ErrorCode::mismatch,
                                     "the link shows a picture of " + link->view.model_id + " from the file " + link->claim->file +
                                         ", and in use is " + state.opened.model->spec().id + " from the file " + file +
                                         ": another version would show another picture, so the link is not followed"});
    return;
  }
  state.messages.failure.reset();
  state.shown.view = std::move(link->view);
  state.shown.view.model_id = state.opened.model->spec().id;
  state.shown.claim = std::move(link->claim);
}

void check_claim(AppState& state) {
  const auto claim = std::exchange(state.shown.claim, {});
  if (!claim) return;
  if (claim_of(state, state.shown.view) == *claim) return show_notice(state.messages, "verified: the link's picture, bit for bit");
  show_error(state.messages,
             Error{ErrorCode::mismatch, "the picture is not the one that the link was made of; the link was changed"});
}

}  // namespace zscape
