#include "ui/panels/bar/tour.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/state/app_state.hpp"

namespace zscape {
namespace {

constexpr float kTourWidth = 300;

struct Stop {
  const char* beside;  // the beginning of a widget's name; # is any digit
  const char* title;
  const char* text;
};

constexpr std::size_t kOffer = 0;

constexpr std::array kStops = {
    Stop{
        "", "Welcome",
        "Every picture here is imagined by a neural network, in your browser or on your desktop, right now. Shall we look around?"},
    Stop{"generated ", "The wall", "Pictures drawn by chance. Press one, and it goes on the stage."},
    Stop{"z#", "The stage", "Each slider is one dimension of the latent space. Drag it: the small pictures show where it leads."},
    Stop{"Resample", "Chance", "New pictures, or the space bar. The seed makes them come back."},
    Stop{"Interpolate", "More to do", "Walk between pictures, see the latent space as a map, compare models."},
    Stop{"Share", "Take it away",
         "A link that shows this very picture on any machine, bit for bit; pictures, animations, latents."},
};

static_assert(kStops.size() > 1);

void end_tour(AppState& state) {
  state.moment.tour_stop.reset();
  state.settings.preferences.tour_seen = true;
  state.moment.scroll_to_top = true;
}

bool begins_like(std::string_view name, std::string_view beginning) {
  return name.size() >= beginning.size() &&
         std::equal(beginning.begin(), beginning.end(), name.begin(),
                    [](char wanted, char found) { return wanted == '#' ? found >= '0' && found <= '9' : wanted == found; });
}

/// The page's widget that the stop is about.
const Widget* widget_of(const Interaction& interaction, const Stop& stop) {
  const std::string_view beginning = stop.beside;
  const auto& widgets = interaction.reached;  // the tour has none yet
  const auto found = std::find_if(widgets.begin(), widgets.end(),
                                  [&](const Widget& widget) { return !beginning.empty() && begins_like(widget.name, beginning); });
  return found == widgets.end() ? nullptr : &*found;
}

/// Below or above `area`, else at a side of it, where there is room; else over the bottom of the screen.
ImVec2 card_place(const std::optional<Rect>& area, ImVec2 size) {
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const ImVec2 at_bottom = {(screen.x - size.x) / 2, screen.y - size.y - 72};
  if (!area) return at_bottom;
  const auto within = [](float at, float length, float all) {
    return std::clamp(at, space::m, std::max(space::m, all - length - space::m));
  };
  const float x = within(area->centre().x - size.x / 2, size.x, screen.x);
  if (area->max.y + size.y + space::xl < screen.y) return {x, area->max.y + space::m};
  if (area->min.y - size.y - space::xl > 0) return {x, area->min.y - size.y - space::m};
  const float y = within(area->centre().y - size.y / 2, size.y, screen.y);
  if (area->max.x + size.x + space::xl < screen.x) return {area->max.x + space::m, y};
  if (area->min.x - size.x - space::xl > 0) return {area->min.x - size.x - space::m, y};
  return at_bottom;
}

void draw_ring(const Rect& area) {
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const Rect ring = {{std::max(area.min.x - 5, 2.0f), std::max(area.min.y - 5, 2.0f)},
                     {std::min(area.max.x + 5, screen.x - 2), std::min(area.max.y + 5, screen.y - 2)}};
  ImGui::GetForegroundDrawList()->AddRect(ring.min, ring.max, palette().accent_text, 10, 0, 3);
}

/// Height of the longest text, so that the card stays as high as it is.
float text_height(float width) {
  float height = 0;
  for (const Stop& stop : kStops) height = std::max(height, paragraph_height(stop.text, Face::body, width));
  return height;
}

void draw_title(Rect line, std::size_t number) {
  if (number != kOffer) {
    const std::string progress = std::to_string(number) + " of " + std::to_string(kStops.size() - 1);
    draw_text(cut_right(line, text_width(Face::small, progress), space::s), progress, Face::small, palette().muted);
  }
  draw_text(line, kStops[number].title, Face::strong, palette().text);
}

}  // namespace

void offer_tour(AppState& state) {
  if (!state.settings.preferences.tour_seen) state.moment.tour_stop = int{kOffer};
}

void begin_tour(AppState& state) { state.moment.tour_stop = int{kOffer} + 1; }

void draw_tour(Frame& frame) {
  AppState& state = frame.state();
  state.moment.interaction.sought = 0;
  if (!state.moment.tour_stop || !state.moment.open_sheet.empty()) return;
  const auto number = static_cast<std::size_t>(*state.moment.tour_stop);
  const Stop& stop = kStops[number];
  const bool last = number + 1 == kStops.size();
  const float width = std::min(kTourWidth, ImGui::GetIO().DisplaySize.x - 2 * space::m);
  const float told = text_height(width - 2 * space::l);
  const ImVec2 size = {width, 2 * space::l + 22 + space::xs + told + space::m + frame.control_height()};
  const Widget* widget = widget_of(state.moment.interaction, stop);
  if (widget != nullptr) state.moment.interaction.sought = widget->id;
  const bool in_sight = widget != nullptr && widget->area.min.y < ImGui::GetIO().DisplaySize.y && widget->area.max.y > 0;
  const auto place = in_sight ? std::optional(widget->area) : std::nullopt;
  if (place) draw_ring(*place);
  ImGui::SetNextWindowPos(card_place(place, size));
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 10);
  ImGui::PushStyleColor(ImGuiCol_WindowBg, palette().sheet);
  ImGui::PushStyleColor(ImGuiCol_Border, palette().track);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
  ImGui::Begin("tour", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                   ImGuiWindowFlags_NoFocusOnAppearing);
  interaction().layer = 1;
  Rect card =
      inset({ImGui::GetWindowPos(), {ImGui::GetWindowPos().x + size.x, ImGui::GetWindowPos().y + size.y}}, space::l, space::l);
  draw_title(cut_top(card, 22, space::xs), number);
  draw_paragraph(cut_top(card, told, space::m), stop.text, Face::body, palette().muted);
  const float half = (card.width() - space::s) / 2;
  const bool skips = !last && button(number == kOffer ? "No, thanks" : "Skip the tour", cut_left(card, half, space::s));
  const char* next = last ? "Done" : number == kOffer ? "Show me" : "Next";
  const bool goes_on = button(next, last ? card : cut_left(card, half), ButtonLook::primary);
  interaction().layer = 0;
  ImGui::End();
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor(2);
  if (skips || (goes_on && last) || key_pressed(ImGuiKey_Escape)) {
    end_tour(state);
  } else if (goes_on) {
    ++*state.moment.tour_stop;
  }
}

}  // namespace zscape
