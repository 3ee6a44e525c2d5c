// One frame: what the keyboard and the clock change, the panels arranged for the window's size, and then the pictures.
#include "ui/app.hpp"

#include <algorithm>

#include "ui/decode.hpp"
#include "ui/panels.hpp"
#include "ui/shortcuts.hpp"
#include "ui/verdict.hpp"
#include "ui/changes.hpp"

namespace zscape {
namespace {

constexpr float kWideFrom = 940;  // narrower windows get one column
constexpr float kTopBar = 48;
constexpr float kModelList = 224;  // has its own column where the rest stays as wide as that
constexpr float kTileSize = 46;
constexpr float kLargestTile = 112;
constexpr float kTileGap = 6;
constexpr int kCompactRows = 5;

void vertical_line(float x, const Rect& along) { fill({{x, along.min.y}, {x + 1, along.max.y}}, palette().line); }
void horizontal_line(float y, const Rect& along) { fill({{along.min.x, y}, {along.max.x, y + 1}}, palette().line); }

/// A part of the window that scrolls by itself when its content is higher than it is.
void begin_part(const char* id, const Rect& area, ImGuiWindowFlags flags = 0) {
  ImGui::SetCursorScreenPos(area.min);
  ImGui::BeginChild(id, area.size(), false, flags | ImGuiWindowFlags_NoBackground);
}

void end_part(const Rect& content) {
  ImGui::SetCursorScreenPos({content.min.x, content.max.y});
  ImGui::Dummy(ImVec2(1, 0));
  ImGui::EndChild();
}

/// As many tiles as the area holds, or as few features as there are, then larger.
TileGrid wall_grid(const AppState& state, const Rect& area) {
  const std::int64_t features = state.view.wall == Wall::features ? state.model->spec().latent : kMaxWall;
  float size = kTileSize;
  TileGrid grid = fill_with_tiles(area, size, kTileGap);
  while (grid.count() > kMaxWall) grid = fill_with_tiles(area, ++size, kTileGap);
  for (TileGrid larger = grid; larger.count() >= features && size < kLargestTile;) {
    grid = larger;
    larger = fill_with_tiles(area, ++size, kTileGap);
  }
  return grid;
}

/// The wall beside the stage, the path below the wall.
void draw_wide(Frame& frame, Rect area) {
  if (frame.side_list) {
    const Rect list = cut_left(area, kModelList);
    vertical_line(list.max.x - 1, list);
    draw_model_list(frame, inset(list, space::m, space::m));
  }
  const Rect stage = cut_right(area, std::clamp(0.263f * area.width(), 330.0f, 500.0f));
  const Rect path = cut_bottom(area, path_height(frame, area.width()));

  area = inset(area, space::l, space::l);
  draw_controls(frame, cut_top(area, controls_height(frame, area.width()), space::l));
  draw_wall(frame, wall_grid(frame.state, area));

  vertical_line(stage.min.x, stage);
  const Rect inside = inset(stage, space::l, space::l);
  begin_part("stage", {{inside.min.x - 8, inside.min.y}, {inside.max.x + 8, inside.max.y}});
  const ImVec2 start = ImGui::GetCursorScreenPos();
  const Rect content = {{start.x + 8, start.y},
                        {start.x + 8 + inside.width(), start.y + std::max(inside.height(), stage_height(frame, inside.width()))}};
  draw_stage(frame, content);
  end_part(content);

  horizontal_line(path.min.y, path);
  draw_path(frame, inset(path, space::l, 0));
}

/// Everything below each other on one page.
void draw_compact(Frame& frame, const Rect& area) {
  begin_part("page", area, ImGuiWindowFlags_NoScrollbar);
  const ImVec2 start = ImGui::GetCursorScreenPos();
  const float width = area.width() - 2 * space::m;
  Rect page = {{start.x + space::m, start.y + space::m}, {start.x + space::m + width, start.y + space::m}};
  const auto next = [&](float height) {
    const Rect part = {{page.min.x, page.max.y}, {page.max.x, page.max.y + height}};
    page.max.y += height + space::m;
    return part;
  };

  const int columns = std::max(6, static_cast<int>(width / 64));
  const TileGrid grid = tile_columns(page, columns, kCompactRows, kTileGap);
  draw_wall(frame, grid);
  next(grid.height());
  draw_controls(frame, next(controls_height(frame, width)));
  const Rect stage = next(stage_height(frame, width));
  Rect visible = area;
  const Rect band = cut_top(visible, pinned_stage_height());
  const bool pinned = stage_digit(frame, stage).max.y < area.min.y && stage.max.y > band.max.y;
  if (pinned) touchable("pinned", band, {.hand = false, .name = "the digit on the stage"});  // before the sliders beneath it, which it covers
  draw_stage(frame, stage);
  draw_path(frame, next(path_height(frame, width)));
  if (pinned) draw_pinned_stage(frame, band);
  if (frame.state.open_sheet.empty()) scroll_by_touch(frame);
  end_part(page);
}

/// Makes the view fit the model, and says what of it did not.
void settle_view(AppState& state) {
  const bool open_stage = !state.view.stage;
  if (const auto error = settle(state.view, *state.model)) {
    state.error = Error{error->code, state.error ? state.error->message + "\n" + error->message : error->message};
  }
  if (open_stage && state.view.wall != Wall::features) state.selected = kStageDigit;
  arrange(state.sliders, *state.model, *state.view.stage);
}

void draw_panels(Frame& frame, const Rect& screen) {
  Rect area = screen;
  const TopBar bar = draw_top_bar(frame, cut_top(area, kTopBar));
  area = draw_error(frame, area);
  if (!frame.state.model) return draw_waiting(frame, area);
  if (frame.compact) {
    draw_compact(frame, area);
  } else {
    draw_wide(frame, area);
  }
  draw_model_sheet(frame, bar.model);
  draw_look_sheet(frame, bar.look);
}

/// Whether a person has let go, so that what was changed can be undone as one step.
bool is_settled() { return !ImGui::IsMouseDown(0) && !ImGui::GetIO().WantTextInput; }

}  // namespace

void draw_app(AppState& state, TileHost& tiles, double frame_seconds) {
  ImGuiIO& io = ImGui::GetIO();
  io.UserData = &state.interaction;
  state.interaction.palette = &palette_of(state.theme);
  apply_colours(palette());
  begin_interaction(state.interaction, frame_seconds);
  const Rect screen = {{0, 0}, io.DisplaySize};
  Frame frame{.state = state,
              .tiles = tiles,
              .compact = screen.width() < kWideFrom,
              .side_list = screen.width() >= kWideFrom + kModelList && has_model_list(state),
              .seconds = static_cast<float>(frame_seconds)};
  frame.pointer.touch = frame.compact;
  if (state.model) {
    settle_view(state);
    handle_shortcuts(state);
  }
  advance(state, frame_seconds);

  ImGui::SetNextWindowPos(screen.min);
  ImGui::SetNextWindowSize(screen.size());
  ImGui::Begin("zscape", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse);
  draw_panels(frame, screen);
  ImGui::End();
  end_interaction(state.interaction);
  if (!state.model) return;
  if (!state.arriving) state.history.note(state.view, is_settled());
  refresh_pictures(state, frame.plan, tiles);
  read_stage(state);
  request_classifier(state);
}

}  // namespace zscape
