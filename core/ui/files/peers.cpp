#include "ui/files/peers.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "models/model.hpp"
#include "ui/files/fetch.hpp"
#include "ui/files/load_checked.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/peer.hpp"
#include "ui/state/published.hpp"
#include "ui/view/family_view.hpp"
#include "weights/manifest.hpp"

namespace zscape {

const Peer* find_peer(const AppState& state, std::string_view id) {
  const auto& peers = state.published.peers;
  const auto found = std::find_if(peers.begin(), peers.end(), [&](const Peer& peer) { return peer.id == id; });
  return found == peers.end() ? nullptr : &*found;
}

void keep_peers(AppState& state, std::span<const std::string> ids) {
  const auto is_left_out = [&](const std::string& id) { return std::find(ids.begin(), ids.end(), id) == ids.end(); };
  std::erase_if(state.published.peers, [&](const Peer& peer) { return is_left_out(peer.id); });
  std::erase_if(state.fetches,
                [&](const Fetch& fetch) { return fetch.file.purpose == Purpose::peer && is_left_out(fetch.file.name); });
  for (const std::string& id : ids)
    if (find_peer(state, id) == nullptr) want(state, {Purpose::peer, id});
}

void keep_as_peer(AppState& state, std::string id, Model model) {
  forget_peer(state, id);
  if (std::ssize(state.published.peers) >= kMaxPeers) state.published.peers.erase(state.published.peers.begin());
  state.published.peers.push_back({.id = std::move(id), .model = std::move(model)});
}

void forget_peer(AppState& state, std::string_view id) {
  forget_fetch(state, {Purpose::peer, std::string(id)});
  std::erase_if(state.published.peers, [&](const Peer& peer) { return peer.id == id; });
}

Result<void> open_peer(AppState& state, std::span<const std::byte> file, std::string_view id) {
  const ManifestEntry* entry = find_published(state, id);
  check(entry != nullptr, "a peer is one of the published models");
  ZSCAPE_TRY(Model model, load_checked(file, entry->sha256));
  if (!model.has_decoder() || model.spec().sample != state.opened.model->spec().sample) {
    return Error{ErrorCode::mismatch, "it makes no pictures of the size of those of " + state.opened.model->spec().id};
  }
  keep_as_peer(state, entry->id, std::move(model));
  return {};
}

}  // namespace zscape
