// Models that are shown beside the one in use, loaded in the background when somebody wants to compare them.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "models/model.hpp"
#include "ui/state/peer.hpp"

namespace zscape {

struct AppState;

/// nullptr while it is not there.
const Peer* find_peer(const AppState& state, std::string_view id);

/// Makes these the peers: others go, and the shell is asked for those that are new.
void keep_peers(AppState& state, std::span<const std::string> ids);

/// Takes over a published model that was in use, which is likely to be compared with the one that is now; the oldest peer goes
/// where there would be too many.
void keep_as_peer(AppState& state, std::string id, Model model);

void forget_peer(AppState& state, std::string_view id);

/// Errors: another SHA-256 than the manifest's, those of Model::load(), pictures of another size than the model in use makes.
Result<void> open_peer(AppState& state, std::span<const std::byte> file, std::string_view id);

}  // namespace zscape
