// Links: a View's fragment, and what it claims of the picture that whoever opens it will see.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "ui/state/shown.hpp"
#include "ui/view/view.hpp"

namespace zscape {

struct AppState;

struct Link {
  View view;
  std::optional<Claim> claim;
};

/// A fragment, then "&file=...&picture=..." where there is a claim. What it leaves out is as in `view`. Errors as parse_fragment(),
/// and a claim that is not two times kClaimDigits hexadecimal digits.
Result<Link> parse_link(std::string_view text, View view = {});

/// A link to `view` of the model in use; the claim is of the digit on the stage.
std::string link_of(const AppState& state, const View& view);

/// The id of the published model that a shell opens before it follows the link; "" where the model in use is the one, and where
/// the link is malformed.
std::string model_to_open(const AppState& state, std::string_view text);

/// Shows what the link holds with the model in use, which the link names; sets state.messages.failure where it is malformed or was
/// made with another version of the model, and then changes nothing.
void follow_link(AppState& state, std::string_view text);

/// Once the followed link's picture is there: says whether it is the one that the link claims.
void check_claim(AppState& state);

}  // namespace zscape
