#include "ui/session/family.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "ui/files/fetch.hpp"
#include "ui/files/peers.hpp"
#include "ui/session/changes.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/messages.hpp"
#include "ui/state/peer.hpp"
#include "ui/state/published.hpp"
#include "ui/view/code.hpp"
#include "ui/view/family_view.hpp"
#include "ui/view/settle.hpp"
#include "ui/view/view.hpp"
#include "weights/manifest.hpp"

namespace zscape {
namespace {

constexpr std::array<std::string_view, 4> kWorthComparing = {"ae", "vae2d", "dae", "cvae"};
constexpr std::size_t kFew = 3;

bool is_in_use(const AppState& state, const std::string& id) {
  const ManifestEntry* entry = entry_in_use(state);
  return entry != nullptr && entry->id == id;
}

bool contains(std::span<const std::string> ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// What is compared when nobody has chosen: what is worth it, then what has an encoder, then the others.
std::vector<std::string> usual_peers(const AppState& state) {
  std::vector<const ManifestEntry*> others = family_members(state);
  std::erase_if(others, [&](const ManifestEntry* entry) { return is_in_use(state, entry->id); });
  const auto rank = [](const ManifestEntry* entry) {
    const auto place = std::find(kWorthComparing.begin(), kWorthComparing.end(), entry->id) - kWorthComparing.begin();
    return 2 * place + (entry->codes ? 0 : 1);
  };
  std::stable_sort(others.begin(), others.end(), [&](auto* a, auto* b) { return rank(a) < rank(b); });
  others.resize(std::min(others.size(), kFew));
  std::vector<std::string> ids;
  for (const ManifestEntry* entry : others) ids.push_back(entry->id);
  return ids;
}

std::vector<std::string> chosen_peers(const AppState& state) {
  const auto& chosen = state.shown.view.family.models;
  const auto members = family_members(state);
  const bool any = std::any_of(members.begin(), members.end(), [&](auto* entry) { return contains(chosen, entry->id); });
  if (!any) return usual_peers(state);
  std::vector<std::string> ids;
  for (const ManifestEntry* entry : members)
    if (contains(chosen, entry->id) && !is_in_use(state, entry->id) && ids.size() < kMaxPeers) ids.push_back(entry->id);
  return ids;
}

/// Those that are compared, the one in use among them where it is published.
std::vector<std::string> all_chosen(const AppState& state) {
  std::vector<std::string> ids = chosen_peers(state);
  if (const ManifestEntry* entry = entry_in_use(state)) ids.push_back(entry->id);
  return ids;
}

FamilyRow row_in_use(const AppState& state) {
  const ManifestEntry* entry = entry_in_use(state);
  const auto& models = state.published.manifest.models;
  const auto key = entry != nullptr ? entry - models.data() : std::ssize(models);
  return {.id = state.opened.label,
          .title = state.opened.model->spec().title,
          .key = static_cast<int>(key),
          .model = &*state.opened.model,
          .in_use = true};
}

}  // namespace

std::vector<const ManifestEntry*> family_members(const AppState& state) {
  std::vector<const ManifestEntry*> members;
  for (const ManifestEntry& entry : state.published.manifest.models)
    if (entry.role == ModelRole::generator && entry.dataset == dataset_in_use(state)) members.push_back(&entry);
  return members;
}

std::vector<FamilyRow> family_rows(const AppState& state) {
  const auto ids = chosen_peers(state);
  std::vector<FamilyRow> rows = {row_in_use(state)};
  for (const ManifestEntry* entry : family_members(state)) {
    if (!contains(ids, entry->id)) continue;
    const Peer* peer = find_peer(state, entry->id);
    const bool fits = peer != nullptr && peer->model.spec().sample == state.opened.model->spec().sample;
    const Fetch* fetch = find_fetch(state, {Purpose::peer, entry->id});
    rows.push_back({.id = entry->id,
                    .title = entry->title,
                    .key = static_cast<int>(entry - state.published.manifest.models.data()),
                    .model = fits ? &peer->model : nullptr,
                    .fraction = fetch != nullptr ? fetch->fraction : 0,
                    .failure = fetch != nullptr ? fetch->failure : ""});
  }
  std::sort(rows.begin(), rows.end(), [](const FamilyRow& a, const FamilyRow& b) { return a.key < b.key; });
  return rows;
}

void want_family(AppState& state) { keep_peers(state, chosen_peers(state)); }

void toggle_member(AppState& state, const std::string& id) {
  if (is_in_use(state, id)) return show_notice(state.messages, id + " is the model in use");
  std::vector<std::string> ids = all_chosen(state);
  if (std::erase(ids, id) == 0) {
    if (chosen_peers(state).size() >= kMaxPeers)
      return show_notice(state.messages, std::to_string(kMaxPeers) + " others at once, no more");
    ids.push_back(id);
  }
  state.shown.view.family.models = std::move(ids);
}

void stage_from(AppState& state, const FamilyRow& row, Code code) {
  if (row.in_use) {
    state.shown.view.stage = std::move(code);
    state.moment.selected.reset();
    return;
  }
  View view = state.shown.view;
  view.family.models = all_chosen(state);
  view.model_id = row.id;
  leave_model(view, row.model->spec());
  view.stage = std::move(code);
  view.anchors = {};
  open_with(state, std::move(view));
}

}  // namespace zscape
