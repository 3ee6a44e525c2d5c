#include "ui/panels/frame/messages.hpp"

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
#include "ui/state/app_state.hpp"

namespace zscape {
namespace {

constexpr float kDescenders = 4;  // room below the last line
constexpr const char* kAgain = "Try again";
constexpr float kMissingWidth = 420;

}  // namespace

Rect draw_error(Frame& frame, Rect area) {
  if (!frame.state().messages.failure) return area;
  const auto& [error, retry] = *frame.state().messages.failure;
  const std::string& message = error.message;
  const float side = frame.compact ? space::m : space::l;
  const float cross = 36;
  const bool offers_again = retry.has_value();
  const float again = offers_again ? button_width(kAgain) + space::s : 0;
  const float width = area.width() - 2 * side - cross - again - 2 * space::m;
  const float wrapped =
      font(Face::body)->CalcTextSizeA(line_height(Face::body), FLT_MAX, width, message.data(), message.data() + message.size()).y;
  const float shown = std::min(std::ceil(wrapped) + kDescenders, std::floor(0.4f * area.height()));
  const Rect banner = inset(cut_top(area, std::max(shown + 2 * space::m, cross + space::s) + 2 * space::s), side, space::s);

  fill(banner, palette().error_fill, 8);
  outline(inset(banner, 1, 1), palette().error_line, 1, 7);
  Rect inside = inset(banner, space::m, 0);
  const Rect dismiss = centred_square(inset(cut_right(inside, cross), 0, 2));
  const Rect try_again = centred_height(cut_right(inside, again), frame.control_height());
  ImGui::SetCursorScreenPos(snapped(centred_height(inside, shown)).min);
  ImGui::PushFont(font(Face::body));
  ImGui::BeginChild("error", ImVec2(width + space::s, shown));  // scrolls what would be longer than the banner
  ImGui::PushTextWrapPos(width);
  ImGui::PushStyleColor(ImGuiCol_Text, palette().error_text);
  ImGui::TextUnformatted(message.data(), message.data() + message.size());
  ImGui::PopStyleColor();
  ImGui::PopTextWrapPos();
  ImGui::EndChild();
  ImGui::PopFont();

  const Touched touched = touchable("dismiss", dismiss, {.name = "dismiss the message"});
  draw_icon(Icon::cross, dismiss.centre(), 11, touched.hovered ? palette().text : palette().error_text);
  const bool tries_again = offers_again && button(kAgain, {try_again.min, {try_again.max.x - space::s, try_again.max.y}});
  if (tries_again) zscape::retry(frame.state(), *retry);
  if (touched.clicked) frame.state().shown.arriving.reset();
  if (touched.clicked || tries_again) {
    frame.state().messages.failure.reset();
  }
  return area;
}

void draw_notice(const AppState& state) {
  if (state.messages.notice_seconds <= 0) return;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float width = std::min(text_width(Face::body, state.messages.notice) + 2 * space::l, screen.x - 2 * space::m);
  // Where the card of the tour is not.
  const float y = state.moment.tour_stop ? kTopBar + space::m : screen.y - 2 * space::xl - 56;
  const ImVec2 at = {(screen.x - width) / 2, y};
  const Rect box = snapped({at, {at.x + width, at.y + 36}});
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  list.AddRectFilled(box.min, box.max, palette().text, 18);
  const float text_y = box.centre().y - line_height(Face::body) / 2;
  const ImVec4 clip = {box.min.x + space::l, box.min.y, box.max.x - space::l, box.max.y};
  list.AddText(font(Face::body), line_height(Face::body), {box.min.x + space::l, text_y}, palette().background,
               state.messages.notice.data(), state.messages.notice.data() + state.messages.notice.size(), 0, &clip);
}

float missing_height(const Frame& frame, float width, const std::string& what) {
  return paragraph_height(what, Face::body, std::min(kMissingWidth, width)) + space::m + frame.control_height();
}

void draw_missing(Frame& frame, const Rect& area, const std::string& what) {
  const float width = std::min(kMissingWidth, area.width());
  Rect inside = centred_height(inset(area, (area.width() - width) / 2, 0), missing_height(frame, width, what));
  draw_paragraph(cut_top(inside, paragraph_height(what, Face::body, width), space::m), what, Face::body, palette().muted);
  ImGui::PushID("missing");  // the banner has a button of that name too
  if (button(kAgain, cut_left(inside, button_width(kAgain)))) retry_missing(frame.state());
  ImGui::PopID();
}

void draw_waiting(Frame& frame, Rect area) {
  const Fetch* loading = model_on_its_way(frame.state());
  const float width = std::min(280.0f, area.width() - 2 * space::xl);
  const ImVec2 c = area.centre();
  const Rect line = {{c.x - width / 2, c.y - 30}, {c.x + width / 2, c.y - 8}};
  if (!loading) {
    draw_text(line, "No model is open", Face::body, palette().muted, Align::centre);
    const float half = button_width("Open a file") / 2;
    draw_opener(frame, {{c.x - half, c.y + space::s}, {c.x + half, c.y + space::s + frame.control_height()}});
    return;
  }
  char percent[16];
  std::snprintf(percent, sizeof percent, "%d %%", static_cast<int>(100 * std::clamp(loading->fraction, 0.0f, 1.0f)));
  draw_text(line, "Loading " + loading->file.name, Face::body, palette().text);
  draw_text(line, percent, Face::body, palette().muted, Align::right);
  const Rect bar = {{line.min.x, c.y}, {line.max.x, c.y + 4}};
  fill(bar, palette().track, 2);
  fill({bar.min, {bar.min.x + width * std::clamp(loading->fraction, 0.0f, 1.0f), bar.max.y}}, palette().accent, 2);
}

}  // namespace zscape
