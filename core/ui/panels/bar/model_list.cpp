// The published models, when there is a choice; and the sheet that says what the model in use is.
#include "ui/panels/bar/model_list.hpp"

#include <algorithm>
#include <utility>

#include "ui/files/fetch.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/bar/models_panel.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/opener.hpp"
#include "ui/panels/frame/sheet.hpp"
#include "ui/panels/frame/thumbnails.hpp"
#include "ui/panels/frame/tiles.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/headline.hpp"
#include "ui/state/published.hpp"
#include "weights/manifest.hpp"

namespace zscape {
namespace {

constexpr float kHeadingHeight = 28;
constexpr float kFactHeight = 22;
constexpr float kSheetWidth = 366;
constexpr float kPicture = 34;
constexpr float kMargin = 5;  // around it
constexpr float kNameHeight = 18;
constexpr float kFade = 28;  // at the lower edge while there is more

/// The place of the lines of an entry, next to its picture.
Rect lines_of(const Frame& frame, const Rect& row) {
  const float left = frame.state().published.manifest.thumbnails ? kMargin + kPicture + space::m : space::m;
  return {{row.min.x + left, row.min.y + kMargin}, {row.max.x - space::s, row.max.y - kMargin}};
}

float entry_height(const Frame& frame, const ManifestEntry& entry, float width) {
  const float lines = lines_of(frame, {{0, 0}, {width, 0}}).width();
  return 2 * kMargin + std::max(kPicture, kNameHeight + paragraph_height(entry.summary, Face::small, lines));
}

/// When the chosen model has changed, or the sheet has just opened.
void scroll_into_sight(Frame& frame, const std::string& id, const Rect& row) {
  const bool changed = frame.side_list && std::exchange(frame.state().moment.sighted_model, id) != id;
  if (!changed && !ImGui::IsWindowAppearing()) return;
  const float top = ImGui::GetWindowPos().y;
  if (row.min.y < top || row.max.y > top + ImGui::GetWindowHeight()) ImGui::SetScrollFromPosY(row.centre().y - top);
}

void draw_fade(ImU32 colour) {
  if (ImGui::GetScrollY() >= ImGui::GetScrollMaxY()) return;
  const ImVec2 at = ImGui::GetWindowPos();
  const float bottom = at.y + ImGui::GetWindowHeight();
  const ImU32 clear = faded(colour, 0);
  ImGui::GetWindowDrawList()->AddRectFilledMultiColor({at.x, bottom - kFade}, {at.x + ImGui::GetWindowWidth(), bottom}, clear,
                                                      clear, colour, colour);
}

void draw_entry(Frame& frame, const ManifestEntry& entry, const Rect& row) {
  const bool shown = &entry == entry_in_use(frame.state());
  if (shown) scroll_into_sight(frame, entry.id, row);
  const Touched touched =
      touchable(entry.id.c_str(), row, {.name = entry.id + ", " + entry.summary + (shown ? ", chosen" : ""), .hint = entry.title});
  if (shown || touched.hovered) fill(row, shown ? palette().control_on : palette().control, 8);
  Rect lines = lines_of(frame, row);
  draw_text(cut_top(lines, kNameHeight), entry.id, Face::body, palette().text);
  draw_paragraph(lines, entry.summary, Face::small, shown ? palette().text : palette().muted);
  if (shown && frame.side_list) {
    toggle_sheet(frame.state(), touched, kModelSheet);
    frame.chosen_model = row;
  }
  if (touched.clicked && !shown) want(frame.state(), {Purpose::model, entry.id});
  if (touched.clicked && is_open(frame.state(), kModelSheet)) close_sheet();
}

float entries_height(const Frame& frame, float width) {
  float height = 0;
  std::string_view dataset;
  for (const ManifestEntry* entry : generators(frame.state().published.manifest)) {
    if (entry->dataset != dataset) height += kHeadingHeight;
    dataset = entry->dataset;
    height += entry_height(frame, *entry, width) + space::xs;
  }
  return height;
}

void draw_entries(Frame& frame, Rect area) {
  std::string_view dataset;
  for (const ManifestEntry* entry : generators(frame.state().published.manifest)) {
    if (entry->dataset != dataset) {
      dataset = entry->dataset;
      draw_text(inset(cut_top(area, kHeadingHeight), space::m, 0), dataset_title(dataset), Face::small, palette().muted);
    }
    draw_entry(frame, *entry, cut_top(area, entry_height(frame, *entry, area.width()), space::xs));
  }
}

/// The first thumbnail of each, where draw_entries() left room for it.
void draw_entry_pictures(Frame& frame, Rect area) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  frame.tiles.begin(list, frame.state().settings.preferences.smooth);
  std::string_view dataset;
  for (const ManifestEntry* entry : generators(frame.state().published.manifest)) {
    if (entry->dataset != dataset) cut_top(area, kHeadingHeight);
    dataset = entry->dataset;
    const Rect row = cut_top(area, entry_height(frame, *entry, area.width()), space::xs);
    const int tile = thumbnail_tile(frame, entry->id, 0);
    const ImVec2 at = {row.min.x + kMargin, row.min.y + kMargin};
    if (tile >= 0) draw_tile(frame, tile, {at, {at.x + kPicture, at.y + kPicture}});
  }
  frame.tiles.end(list);
}

/// Opens the panel of all models.
void draw_more(Frame& frame, const Rect& area) {
  const Touched touched = touchable("more", area, {.name = "Models", .hint = "what each is good for, and how good"});
  toggle_sheet(frame.state(), touched, kModelsPanel);
  fill(area, touched.hovered ? palette().control_hovered : palette().control, 8);
  draw_text(area, "Models", Face::body, palette().text, Align::centre);
}

/// What there is beyond the list, side by side; whether a file is to be opened.
bool draw_beyond(Frame& frame, Rect area) {
  if (has_model_list(frame.state())) draw_more(frame, cut_left(area, (area.width() - space::s) / 2, space::s));
  return draw_opener(frame, area);
}

/// The part of the list's place that scrolls, above the buttons that stay.
Rect begin_list(const Frame& frame, Rect area) {
  cut_bottom(area, frame.control_height(), space::m);
  ImGui::SetCursorScreenPos(area.min);
  ImGui::BeginChild("models", area.size(), false, ImGuiWindowFlags_NoBackground);
  const ImVec2 start = {ImGui::GetWindowPos().x, ImGui::GetWindowPos().y - ImGui::GetScrollY()};  // also where it is entered again
  return {start, {start.x + area.width() - space::s, start.y}};
}

/// Title, data set and figures of the model in use.
std::vector<std::string> facts(const AppState& state) {
  std::vector<std::string> lines = {state.opened.model->spec().title};
  const auto& card = state.opened.model->card();
  if (!card) return lines;
  lines.push_back("trained on " + card->dataset + ", " + card->license);
  for (const Headline& headline : state.opened.headlines) lines.push_back(headline_text(state, headline));
  return lines;
}

}  // namespace

bool has_model_list(const AppState& state) { return generators(state.published.manifest).size() >= 2; }

bool is_listed_at_side(const Frame& frame) { return frame.side_list && entry_in_use(frame.state()) != nullptr; }

void draw_model_list(Frame& frame, const Rect& area) {
  const Rect list = begin_list(frame, area);
  draw_entries(frame, list);
  ImGui::SetCursorScreenPos({list.min.x, list.min.y + entries_height(frame, list.width())});
  ImGui::Dummy(ImVec2(1, 0));
  ImGui::EndChild();
  draw_beyond(frame, {{area.min.x, area.max.y - frame.control_height()}, area.max});
}

void draw_model_list_pictures(Frame& frame, const Rect& area) {
  draw_entry_pictures(frame, begin_list(frame, area));
  draw_fade(palette().background);
  ImGui::EndChild();
}

void draw_model_sheet(Frame& frame, const Rect& chip) {
  const bool lists = has_model_list(frame.state()) && !frame.side_list;
  const auto lines = facts(frame.state());
  const float text = static_cast<float>(lines.size()) * kFactHeight;
  const float width = std::min(kSheetWidth, ImGui::GetIO().DisplaySize.x - 2 * space::m);
  const float words = openable_height(width - 4 * space::m);
  const float beyond = space::s + frame.control_height() + space::s + words;
  const float height = 2 * space::m + text + beyond + (lists ? space::s + entries_height(frame, width - 2 * space::m) : 0);
  auto page = begin_sheet(frame, kModelSheet, chip, width, height);
  if (!page) return;
  for (std::size_t i = 0; i < lines.size(); ++i)
    draw_text(inset(cut_top(*page, kFactHeight), space::m, 0), lines[i], i == 0 ? Face::strong : Face::body,
              i == 0 ? palette().text : palette().muted);
  cut_top(*page, space::s);
  if (draw_beyond(frame, cut_top(*page, frame.control_height(), space::s))) close_sheet();
  draw_openable(inset(cut_top(*page, words, space::s), space::m, 0));
  if (lists) draw_entries(frame, *page);
  if (lists) draw_entry_pictures(frame, *page);
  if (lists) draw_fade(palette().sheet);
  end_sheet(frame);
}

}  // namespace zscape
