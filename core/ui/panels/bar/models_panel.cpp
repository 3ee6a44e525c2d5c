// Every published model on a card of its own: what it makes, what it is good for, its size, its figures, and the button that loads
// it.
#include "ui/panels/bar/models_panel.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "ui/files/fetch.hpp"
#include "ui/kit/icons.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/opener.hpp"
#include "ui/panels/frame/sheet.hpp"
#include "ui/panels/frame/thumbnails.hpp"
#include "ui/panels/frame/tiles.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/headline.hpp"
#include "ui/state/published.hpp"
#include "weights/manifest.hpp"
#include "weights/thumbnails_file.hpp"

namespace zscape {
namespace {

constexpr float kModelsWidth = 968;
constexpr float kTop = 60;  // of the sheet in a wide window
constexpr float kModelsHeading = 36;
constexpr float kSummary = 22;
constexpr float kFact = 17;
constexpr std::size_t kFigures = 3;
constexpr float kFacts = 1 + kFigures;  // with the size
constexpr float kTile = 46;
constexpr float kGap = 4;
constexpr float kStrip = kThumbnails * (kTile + kGap) - kGap;

int columns(const Frame& frame) { return frame.compact ? 1 : 2; }

float card_height(const Frame& frame) {
  const float pictures = frame.compact ? kTile + space::s + kFacts * kFact : std::max(kTile, kFacts * kFact);
  return 2 * space::m + frame.control_height() + kSummary + space::xs + pictures;
}

/// The models of each data set, in the order of the list.
std::vector<std::vector<const ManifestEntry*>> by_dataset(const Manifest& manifest) {
  std::vector<std::vector<const ManifestEntry*>> sets;
  for (const ManifestEntry* entry : generators(manifest)) {
    if (sets.empty() || sets.back().front()->dataset != entry->dataset) sets.emplace_back();
    sets.back().push_back(entry);
  }
  return sets;
}

float cards_height(const Frame& frame, std::size_t count) {
  const auto rows = (static_cast<int>(count) + columns(frame) - 1) / columns(frame);
  return kModelsHeading + static_cast<float>(rows) * (card_height(frame) + space::m);
}

FetchFile file_of(const ManifestEntry& entry) { return {Purpose::model, entry.id}; }

/// On its way to become the one in use, or nullptr.
const Fetch* loading(const AppState& state, const ManifestEntry& entry) { return find_fetch(state, file_of(entry)); }

bool has_failed(const AppState& state, const ManifestEntry& entry) {
  return state.messages.failure && state.messages.failure->retry == file_of(entry);
}

void cancel(AppState& state) {
  cancel_model(state);
  state.shown.arriving.reset();
}

void load(AppState& state, const ManifestEntry& entry) {
  state.messages.failure.reset();
  want(state, file_of(entry));
}

/// Load, Cancel, Try again, or that it is in use already; cut off the right of `line`.
void draw_action(Frame& frame, const ManifestEntry& entry, Rect& line) {
  AppState& state = frame.state();
  const auto pressed = [&](const char* label, const std::string& name, ButtonLook look = ButtonLook::plain) {
    const bool clicked = button((label + ("##" + entry.id)).c_str(), cut_right(line, button_width(label), space::m), look);
    say(name);
    return clicked;
  };
  if (const Fetch* fetch = loading(state, entry)) {
    if (pressed("Cancel", "cancel loading " + entry.id)) return cancel(state);
    char percent[16];
    std::snprintf(percent, sizeof percent, "%.0f %%", 100 * static_cast<double>(fetch->fraction));
    draw_text(cut_right(line, 40, space::s), percent, Face::small, palette().muted, Align::right);
  } else if (has_failed(state, entry)) {
    if (pressed("Try again", "try " + entry.id + " again", ButtonLook::primary)) load(state, entry);
  } else if (&entry == entry_in_use(state)) {
    draw_text(cut_right(line, text_width(Face::body, "in use"), space::xs + 2), "in use", Face::body, palette().good);
    draw_icon(Icon::check, cut_right(line, 12, space::m).centre(), 11, palette().good);
  } else if (pressed("Load", "load " + entry.id)) {
    load(state, entry);
  }
}

void draw_facts(const ManifestEntry& entry, Rect area) {
  char size[64];
  std::snprintf(size, sizeof size, "%s \xc2\xb7 %.0f kB", entry.id.c_str(), std::round(static_cast<double>(entry.bytes) / 1000));
  draw_text(cut_top(area, kFact), size, Face::small, palette().text);
  for (const Headline& headline : headlines(entry.metrics, kFigures))
    draw_text(cut_top(area, kFact), headline.text, Face::small, palette().muted);
}

/// Everything but its pictures; returns where they go.
TileGrid draw_card(Frame& frame, const ManifestEntry& entry, const Rect& card) {
  const AppState& state = frame.state();
  fill(card, palette().background, 10);
  if (const Fetch* fetch = loading(state, entry)) {
    const float y = card.max.y - 3;
    fill({{card.min.x, y}, {card.min.x + card.width() * std::clamp(fetch->fraction, 0.0f, 1.0f), card.max.y}}, palette().accent);
  }
  Rect area = inset(card, space::m, space::m);
  Rect line = cut_top(area, frame.control_height());
  draw_action(frame, entry, line);
  draw_paragraph(centred_height(line, paragraph_height(entry.title, Face::strong, line.width())), entry.title, Face::strong,
                 palette().text);
  const bool failed = has_failed(state, entry);
  draw_text(cut_top(area, kSummary, space::xs), failed ? state.messages.failure->error.message : entry.summary, Face::small,
            failed ? palette().text : palette().muted);
  const TileGrid grid = {area.min, kTile, kGap, kThumbnails, 1};
  if (frame.compact) {
    cut_top(area, kTile, space::s);
  } else {
    cut_left(area, kStrip, space::m);
  }
  draw_facts(entry, area);
  return grid;
}

void draw_pictures(Frame& frame, std::span<const std::pair<const ManifestEntry*, TileGrid>> strips) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  frame.tiles.begin(list, frame.state().settings.preferences.smooth);
  for (const auto& [entry, grid] : strips) {
    for (int k = 0; k < kThumbnails; ++k) {
      const int tile = thumbnail_tile(frame, entry->id, k);
      if (tile >= 0) draw_tile(frame, tile, grid.tile(k));
    }
  }
  frame.tiles.end(list);
}

void draw_title(Frame& frame, Rect line) {
  const float side = frame.control_height();
  if (icon_button("close", centred_height(cut_right(line, side), side), Icon::cross, "close")) close_sheet();
  if (draw_opener(frame, cut_right(line, button_width("Open a file"), space::s))) close_sheet();
  draw_text(line, "Models", Face::wordmark, palette().text);
}

/// The data set, and the classifier that the samples were measured with.
std::string heading_of(const Manifest& manifest, std::string_view dataset) {
  const ManifestEntry* classifier = classifier_of(manifest, dataset);
  return std::string(dataset_title(dataset)) + (classifier != nullptr ? ", samples measured with " + classifier->id : "");
}

void draw_cards(Frame& frame, Rect area) {
  std::vector<std::pair<const ManifestEntry*, TileGrid>> strips;
  const auto across = static_cast<float>(columns(frame));
  const float width = (area.width() - (across - 1) * space::m) / across;
  for (const auto& entries : by_dataset(frame.state().published.manifest)) {
    draw_text(cut_top(area, kModelsHeading), heading_of(frame.state().published.manifest, entries.front()->dataset), Face::small,
              palette().muted);
    Rect line = {};
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (i % static_cast<std::size_t>(columns(frame)) == 0) line = cut_top(area, card_height(frame), space::m);
      strips.emplace_back(entries[i], draw_card(frame, *entries[i], cut_left(line, width, space::m)));
    }
  }
  draw_pictures(frame, strips);
}

}  // namespace

void draw_models_panel(Frame& frame) {
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float width = std::min(kModelsWidth, screen.x - 2 * space::m);
  const float words = openable_height(width - 2 * space::m);
  float height = 2 * space::m + frame.control_height() + space::s + words;
  for (const auto& entries : by_dataset(frame.state().published.manifest)) height += cards_height(frame, entries.size());
  const float x = (screen.x - width) / 2;
  const float top = frame.compact ? 0 : kTop - space::s;
  auto page = begin_sheet(frame, kModelsPanel, {{x, top}, {x, top}}, width, height);
  if (!page) return;
  draw_title(frame, cut_top(*page, frame.control_height(), space::s));
  draw_openable(cut_top(*page, words));
  draw_cards(frame, *page);
  end_sheet(frame);
}

}  // namespace zscape
