#include "ui/family.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "ui/changes.hpp"
#include "ui/datasets.hpp"
#include "ui/interaction.hpp"

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
  const auto& chosen = state.view.family.models;
  const auto members = family_members(state);
  const bool any = std::any_of(members.begin(), members.end(), [&](auto* entry) { return contains(chosen, entry->id); });
  if (!any) return usual_peers(state);
  std::vector<std::string> ids;
  for (const ManifestEntry* entry : members)
    if (contains(chosen, entry->id) && !is_in_use(state, entry->id) && ids.size() < kMostPeers) ids.push_back(entry->id);
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
  const auto& models = state.manifest.models;
  const auto key = entry != nullptr ? entry - models.data() : std::ssize(models);
  return {.id = state.model_label, .title = state.model->spec().title, .key = static_cast<int>(key), .model = &*state.model};
}

}  // namespace

std::vector<const ManifestEntry*> family_members(const AppState& state) {
  std::vector<const ManifestEntry*> members;
  for (const ManifestEntry& entry : state.manifest.models)
    if (entry.role == ModelRole::generator && entry.dataset == dataset_in_use(state)) members.push_back(&entry);
  return members;
}

std::vector<FamilyRow> family_rows(AppState& state) {
  const auto ids = chosen_peers(state);
  keep_peers(state, ids);
  std::vector<FamilyRow> rows = {row_in_use(state)};
  for (const ManifestEntry* entry : family_members(state)) {
    if (!contains(ids, entry->id)) continue;
    const Peer* peer = find_peer(state, entry->id);
    const bool fits = peer->model && peer->model->spec().sample == state.model->spec().sample;
    rows.push_back({.id = entry->id,
                    .title = entry->title,
                    .key = static_cast<int>(entry - state.manifest.models.data()),
                    .model = fits ? &*peer->model : nullptr,
                    .peer = peer});
  }
  std::sort(rows.begin(), rows.end(), [](const FamilyRow& a, const FamilyRow& b) { return a.key < b.key; });
  return rows;
}

void toggle_member(AppState& state, const std::string& id) {
  if (is_in_use(state, id)) return say_notice(state, id + " is the model in use");
  std::vector<std::string> ids = all_chosen(state);
  if (std::erase(ids, id) == 0) {
    if (chosen_peers(state).size() >= kMostPeers) return say_notice(state, std::to_string(kMostPeers) + " others at once, no more");
    ids.push_back(id);
  }
  state.view.family.models = std::move(ids);
}

void stage_from(AppState& state, const FamilyRow& row, Code code) {
  if (row.peer == nullptr) {
    state.view.stage = std::move(code);
    state.selected.reset();
    return;
  }
  View view = state.view;
  view.family.models = all_chosen(state);
  view.model_id = row.id;
  leave_model(view, row.model->spec());
  view.stage = std::move(code);
  view.anchors = {};
  open_with(state, std::move(view));
}

void draw_row_status(Frame& frame, const FamilyRow& row, Rect area) {
  const bool failed = !row.peer->failure.empty();
  if (failed) {
    const Rect again = centred_height(cut_right(area, button_width("Try again"), space::m), frame.control_height());
    if (button(("Try again##" + row.id).c_str(), again)) retry_peer(frame.state, row.id);
    say("try " + row.id + " again");
    return draw_text(area, row.peer->failure, Face::small, palette().muted);
  }
  char text[32];
  std::snprintf(text, sizeof text, "loading, %.0f %%", 100 * static_cast<double>(row.peer->fraction));
  Rect middle = centred_height(area, line_height(Face::small) + 2 * space::s);
  draw_text(cut_top(middle, line_height(Face::small), space::xs), text, Face::small, palette().muted);
  const Rect bar = {middle.min, {middle.min.x + std::min(middle.width(), 200.0f), middle.min.y + 4}};
  fill(bar, palette().track, 2);
  fill({bar.min, {bar.min.x + bar.width() * row.peer->fraction, bar.max.y}}, palette().accent, 2);
}

void draw_row_name(const Frame& frame, const FamilyRow& row, Rect area) {
  const float line = line_height(Face::body) + 2;
  const bool in_use = row.peer == nullptr;
  const float title = frame.compact ? 0 : paragraph_height(row.title, Face::small, area.width());
  const bool both = title > 0 && area.height() >= line + title;
  Rect lines = centred_height(area, both ? line + title : line);
  const Rect name = cut_top(lines, line);
  draw_text(name, row.id, in_use ? Face::strong : Face::body, in_use ? palette().accent_text : palette().text);
  if (both) draw_paragraph(lines, row.title, Face::small, palette().muted);
}

}  // namespace zscape
