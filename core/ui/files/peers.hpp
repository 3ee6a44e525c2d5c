// Models that are shown beside the one in use, loaded in the background when somebody wants to compare them.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "models/model.hpp"
#include "ui/state/peer.hpp"

namespace zscape {

struct AppState;

/// nullptr when there is no such peer.
const Peer* find_peer(const AppState& state, std::string_view id);

/// Makes these the peers: others go, and the shell is asked for those that are new.
void keep_peers(AppState& state, std::span<const std::string> ids);

/// Takes over a published model that was in use, which is likely to be compared with the one that is now; the oldest peer goes
/// where there would be too many.
void keep_as_peer(AppState& state, std::string id, Model model);

void forget_peer(AppState& state, std::string_view id);

/// Asks again for one that did not load.
void retry_peer(AppState& state, std::string_view id);

// What the shell reports of a model that Command::Kind::load_peer asked for. One that is no longer wanted is left out.
void report_peer(AppState& state, std::string_view id, float fraction);

void fail_peer(AppState& state, std::string_view id, std::string message);

/// Errors: another SHA-256 than the manifest's, those of Model::load(), pictures of another size than the model in use makes.
Result<void> open_peer(AppState& state, std::span<const std::byte> file, std::string_view id);

}  // namespace zscape
