#include "ui/files/peers.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "models/model.hpp"
#include "ui/files/load_checked.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"
#include "ui/state/peer.hpp"
#include "ui/view/family_view.hpp"
#include "weights/manifest.hpp"

namespace zscape {
namespace {

template <class List>
auto* find(List& list, std::string_view id) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.id == id; });
  return found == list.end() ? nullptr : &*found;
}

Result<Model> load(const AppState& state, std::span<const std::byte> file, std::string_view id) {
  const ManifestEntry* entry = find(state.published.manifest.models, id);
  check(entry != nullptr, "a peer is one of the published models");
  ZSCAPE_TRY(Model model, load_checked(file, entry->sha256));
  if (!model.has_decoder() || model.spec().sample != state.opened.model->spec().sample) {
    return Error{ErrorCode::mismatch, "it makes no pictures of the size of those of " + state.opened.model->spec().id};
  }
  return model;
}

}  // namespace

const Peer* find_peer(const AppState& state, std::string_view id) { return find(state.published.peers, id); }

void keep_peers(AppState& state, std::span<const std::string> ids) {
  std::erase_if(state.published.peers, [&](const Peer& peer) { return std::find(ids.begin(), ids.end(), peer.id) == ids.end(); });
  for (const std::string& id : ids) {
    if (find_peer(state, id) != nullptr) continue;
    state.published.peers.push_back({.id = id});
    state.commands.push_back({Command::Kind::load_peer, id});
  }
}

void keep_as_peer(AppState& state, std::string id, Model model) {
  forget_peer(state, id);
  if (std::ssize(state.published.peers) >= kMaxPeers) state.published.peers.erase(state.published.peers.begin());
  state.published.peers.push_back({.id = std::move(id), .model = std::move(model)});
}

void forget_peer(AppState& state, std::string_view id) {
  std::erase_if(state.published.peers, [&](const Peer& peer) { return peer.id == id; });
}

void retry_peer(AppState& state, std::string_view id) {
  Peer* peer = find(state.published.peers, id);
  if (peer == nullptr) return;
  *peer = {.id = peer->id};
  state.commands.push_back({Command::Kind::load_peer, peer->id});
}

void report_peer(AppState& state, std::string_view id, float fraction) {
  if (Peer* peer = find(state.published.peers, id)) peer->fraction = fraction;
}

void fail_peer(AppState& state, std::string_view id, std::string message) {
  if (Peer* peer = find(state.published.peers, id)) peer->failure = std::move(message);
}

Result<void> open_peer(AppState& state, std::span<const std::byte> file, std::string_view id) {
  Peer* peer = find(state.published.peers, id);
  if (peer == nullptr) return {};
  ZSCAPE_TRY(peer->model, load(state, file, id));
  return {};
}

}  // namespace zscape
