// Listen: a sound that is shaped on a pad of two latents and by sliders, seen and heard at once; and the beat below it.
#include "ui/panels/listen/listen_panel.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <utility>

#include "audio/model_sound.hpp"
#include "spec/model_spec.hpp"
#include "ui/files/fetch.hpp"
#include "ui/kit/icons.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/listen/beat_panel.hpp"
#include "ui/panels/listen/latent_pad.hpp"
#include "ui/panels/listen/sound_picture.hpp"
#include "ui/sound/listening.hpp"
#include "ui/sound/making.hpp"
#include "ui/sound/models.hpp"
#include "ui/sound/playing.hpp"
#include "ui/sound/shaping.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"
#include "ui/state/listening.hpp"
#include "ui/state/sliders.hpp"
#include "ui/view/code.hpp"
#include "weights/manifest.hpp"

namespace zscape {
namespace {

constexpr float kCaption = 22;
constexpr float kSliderRow = 26, kMaxSliderRow = 34;
constexpr float kWave = 56;
constexpr float kSpectrogram = 170;                 // on a phone
constexpr float kMinPad = 360;                      // where there is room for it
constexpr float kSliders = 300, kMaxSliders = 640;  // width

MadeSound& shaped(Frame& frame) { return frame.state().listening.sounds[kShaped]; }

const ModelSpec& spec_of(const Frame& frame) { return frame.state().listening.model->spec(); }

// Above the picture of a person's own sound.
void draw_own_caption(Frame& frame, Rect area) {
  const float width = button_width("Original");
  if (icon_button("put away", cut_right(area, frame.control_height(), space::s), Icon::cross, "put the original away"))
    return frame.state().listening.own.reset();
  if (button("Original", cut_right(area, width, space::s), ButtonLook::plain,
             "what was recorded or opened, above what the model makes of it", "play the original"))
    play_own(frame.state());
  draw_text(area, frame.state().listening.own_name, Face::body, palette().text);
}

void draw_sound(Frame& frame, Rect area) {
  const MadeSound& made = shaped(frame);
  const Listening& listening = frame.state().listening;
  const double position = listening.loops ? listening.status.loop_position : -1;
  draw_wave(made.samples, cut_top(area, kWave, space::xs), position);
  const std::int64_t rate = spec_of(frame).sound->rate;
  const std::int64_t height = shown_format(*spec_of(frame).sound).height;
  if (listening.own) {
    draw_own_caption(frame, cut_top(area, frame.control_height(), space::xs));
    const Rect own = cut_top(area, (area.height() - space::xs) / 2, space::xs);
    if (frame.state().listening.own) draw_spectrogram(frame, listening.own->picture, height, rate, own, -1);
  }
  draw_spectrogram(frame, made.picture, height, rate, area, position);
}

void draw_digit_chips(Frame& frame, const Rect& area) {
  AppState& state = frame.state();
  Code code = shaped_code(state);
  const std::span<float> weights = class_weights(code, spec_of(frame));
  std::vector<std::string> names;
  for (std::size_t i = 0; i < weights.size(); ++i) names.push_back(std::to_string(i));
  const auto clicked = chips("spoken digit", area, names, weights, frame.chip_height());
  if (!clicked) return;
  std::fill(weights.begin(), weights.end(), 0.0f);
  weights[static_cast<std::size_t>(*clicked)] = 1;
  shape(state, code);
  play_shaped(state);
}

float digit_chips_height(const Frame& frame, float width) {
  std::vector<std::string> names;
  if (is_conditional(spec_of(frame)))
    for (std::int64_t i = 0; i < spec_of(frame).classes; ++i) names.push_back(std::to_string(i));
  return names.empty() ? 0 : chips_height(names, width, frame.chip_height()) + space::s;
}

int slider_columns(const Frame& frame, float width) { return frame.compact || width < kSliders ? 1 : 2; }

void draw_latent_sliders(Frame& frame, Rect area) {
  AppState& state = frame.state();
  Sliders& sliders = state.listening.sliders;
  Code code = shaped_code(state);
  const int columns = slider_columns(frame, area.width());
  const auto count = static_cast<int>(sliders.order.size());
  const int rows = (count + columns - 1) / columns;
  const float width = (area.width() + space::l) / static_cast<float>(columns) - space::l;
  const float height = std::min(frame.compact ? kSliderRow : kMaxSliderRow, area.height() / static_cast<float>(rows));
  for (int i = 0; i < count; ++i) {
    const int dimension = sliders.order[static_cast<std::size_t>(i)];
    const ImVec2 at = {area.min.x + static_cast<float>(i / rows) * (width + space::l),
                       area.min.y + static_cast<float>(i % rows) * height};
    Rect line = {at, {at.x + width, at.y + height}};
    char name[16];
    std::snprintf(name, sizeof name, "z%02d", dimension);
    draw_text(cut_left(line, 30, space::s), name, Face::small, palette().muted);
    float& value = code[static_cast<std::size_t>(dimension)];
    ImGui::PushID(dimension);
    const bool moved =
        slider("sound slider", inset(line, 7, 0), value, sliders.low(dimension), sliders.high(dimension),
               sliders.mean[static_cast<std::size_t>(dimension)], frame.pointer, {.name = std::string("sound ") + name});
    if (ImGui::IsItemActive() && (moved || !frame.pointer.touch || frame.pointer.taken)) state.listening.held = true;
    ImGui::PopID();
    if (!moved) continue;
    shape(state, code);
    if (!state.listening.held) play_shaped(state);
  }
}

/// Buttons of equal width in rows of at most `columns`.
class ButtonRows {
 public:
  ButtonRows(const Frame& frame, Rect area, int columns)
      : area_(area), width_((area.width() + space::s) / static_cast<float>(columns) - space::s), height_(frame.control_height()) {}

  Rect next() {
    if (row_.width() < width_ - 1) row_ = cut_top(area_, height_, space::s);
    return cut_left(row_, width_, space::s);
  }

 private:
  Rect area_, row_{};
  float width_, height_;
};

constexpr int kButtons = 6;

float buttons_height(const Frame& frame, int columns) {
  const int rows = (kButtons + columns - 1) / columns;
  return static_cast<float>(rows) * (frame.control_height() + space::s) - space::s;
}

void draw_buttons(Frame& frame, const Rect& area, int columns) {
  AppState& state = frame.state();
  Listening& listening = state.listening;
  ButtonRows rows(frame, area, columns);
  if (button("Play", rows.next(), ButtonLook::primary, "the sound once")) {
    listening.looping = false;
    if (listening.walking) set_walking(state, false);
    play_shaped(state);
  }
  if (bool loops = listening.looping; toggle("Loop", rows.next(), loops, "again and again, without a gap"))
    set_looping(state, loops);
  if (button("Another", rows.next(), ButtonLook::plain, "a new voice from the prior", "another sound")) shape_anew(state);
  const bool recording = listening.status.recorded_seconds >= 0;
  char label[40];
  std::snprintf(label, sizeof label, recording ? "Stop %.1f s###record" : "Record###record", listening.status.recorded_seconds);
  if (button(label, rows.next(), recording ? ButtonLook::on : ButtonLook::plain,
             "your own voice through the model; a WAV file can be dropped too", "record")) {
    if (recording) {
      state.outbox.emplace_back(StopRecording{*spec_of(frame).sound});
    } else {
      state.outbox.emplace_back(StartRecording{});
    }
  }
  if (button("Open", rows.next(), ButtonLook::plain, "a WAV file of your own", "open a sound"))
    state.outbox.emplace_back(ChooseFile{});
  if (button("Save WAV", rows.next(), ButtonLook::plain, "what you hear, as a file")) save_sound(state);
}

/// Two sounds that were kept, and the way between them.
void draw_morph(Frame& frame, Rect area) {
  AppState& state = frame.state();
  Listening& listening = state.listening;
  auto& anchors = state.shown.view.listen.anchors;
  const float width = frame.control_height() + space::m;
  const auto keep = [&](int i, const Rect& place) {
    const char* name = i == 0 ? "A" : "B";
    std::optional<Code>& anchor = anchors[static_cast<std::size_t>(i)];
    const bool back = anchor && *anchor != shaped_code(state);
    const char* hint = !anchor ? "keep this sound here, to morph from it or to it"
                       : back  ? "back to the sound that is kept here"
                               : "let go of the sound that is kept here";
    if (!button(name, place, anchor ? ButtonLook::on : ButtonLook::plain, hint, std::string(back ? "back to " : "keep as ") + name))
      return;
    listening.walking = false;
    if (back) {
      shape(state, *anchor);
      play_shaped(state);
    } else if (anchor) {
      anchor.reset();
    } else {
      anchor = shaped_code(state);
    }
  };
  keep(0, cut_left(area, width, space::m));
  const Rect walk_place = cut_right(area, button_width("Morph"), 0);
  cut_right(area, space::s);
  keep(1, cut_right(area, width, space::m));
  const bool ready = anchors[0] && anchors[1];
  auto between = static_cast<float>(listening.between);
  if (ready && slider("between A and B", area, between, 0, 1, 0.5f, frame.pointer, {.filled = true})) {
    listening.between = static_cast<double>(between);
    shape(state, morphed_code(state));
    if (!ImGui::IsItemActive()) play_shaped(state);
  }
  if (ready && ImGui::IsItemActive()) listening.held = true;
  if (!ready) draw_text(area, "keep two sounds", Face::small, palette().muted, Align::centre);
  if (bool walks = listening.walking; ready && toggle("Morph", walk_place, walks, "there and back, looping"))
    set_walking(state, walks);
}

std::vector<const char*> model_names(const AppState& state) {
  std::vector<const char*> names;
  for (const ManifestEntry* entry : sound_models(state.published.manifest)) names.push_back(entry->id.c_str());
  return names;
}

void draw_models(Frame& frame, const Rect& area) {
  AppState& state = frame.state();
  const auto names = model_names(state);
  const std::string wanted = wanted_sounds(state);
  const auto in_use = std::find(names.begin(), names.end(), wanted);
  const int chosen =
      segmented("sound model", area, names, static_cast<int>(in_use - names.begin()), "which model makes the sounds");
  if (chosen == static_cast<int>(names.size()) || names[static_cast<std::size_t>(chosen)] == wanted) return;
  forget_sounds(state.shown.view.listen);
  state.shown.view.listen.model_id = names[static_cast<std::size_t>(chosen)];
}

bool has_models(const AppState& state) { return model_names(state).size() > 1; }

/// What keeps the person from hearing anything, if something does.
std::string trouble(const AppState& state) {
  const Listening& listening = state.listening;
  if (!listening.sound_failure.empty()) return listening.sound_failure;
  if (!listening.status.has_device) return "No loudspeaker was found: sounds are shown, and can be saved.";
  return {};
}

/// Width of the button that tries again, and of the gap before it.
float retry_width(const Frame& frame) {
  return frame.state().listening.sound_failure.empty() ? 0 : button_width("Try again") + space::s;
}

float trouble_height(const Frame& frame, float width) {
  const std::string text = trouble(frame.state());
  const float retry = retry_width(frame);
  const float told = paragraph_height(text, Face::small, width - retry);
  return text.empty() ? 0 : std::max(told, retry > 0 ? frame.control_height() : 0) + space::s;
}

void draw_trouble(Frame& frame, Rect& area) {
  const std::string text = trouble(frame.state());
  if (text.empty()) return;
  Rect line = cut_top(area, trouble_height(frame, area.width()) - space::s, space::s);
  if (const float retry = retry_width(frame); retry > 0) {
    const Rect place = cut_right(line, retry - space::s, space::s);
    if (button("Try again", centred_height(place, frame.control_height()), ButtonLook::primary)) retry_sounds(frame.state());
  }
  const float told = paragraph_height(text, Face::small, line.width());
  draw_paragraph(centred_height(line, told), text, Face::small, palette().muted);
}

float side_width(float width) { return std::clamp(0.32f * width, kSliders, kMaxSliders); }

Rect centred_width(const Rect& area, float width) { return inset(area, std::max(0.0f, (area.width() - width) / 2), 0); }

void draw_waiting_for_model(Frame& frame, Rect area) {
  AppState& state = frame.state();
  if (!frame.compact) area = inset(area, space::l, space::l);
  if (has_models(state)) {
    Rect line = cut_top(area, frame.control_height(), space::s);
    draw_models(frame, frame.compact ? line : cut_right(line, side_width(line.width())));
  }
  if (const std::string failure = failure_of(state, sounds_file(state)); !failure.empty()) {
    const float told = paragraph_height(failure, Face::body, area.width());
    Rect middle = centred_height(area, told + space::s + frame.control_height());
    const Rect text = centred_width(cut_top(middle, told, space::s), text_width(Face::body, failure));
    draw_paragraph(text, failure, Face::body, palette().muted);
    if (button("Try again", centred_width(middle, button_width("Try again")), ButtonLook::primary))
      retry(state, sounds_file(state));
    return;
  }
  if (!has_sounds(state))
    return draw_text(area, "no model of sounds is published here", Face::body, palette().muted, Align::centre);
  const Fetch* fetch = find_fetch(state, sounds_file(state));
  char text[64];
  std::snprintf(text, sizeof text, "%.40s is on its way: %d %%", wanted_sounds(state).c_str(),
                static_cast<int>(100 * (fetch != nullptr ? fetch->fraction : 0)));
  draw_text(area, text, Face::body, palette().muted, Align::centre);
}

void draw_controls_column(Frame& frame, Rect area) {
  if (has_models(frame.state())) draw_models(frame, cut_top(area, frame.control_height(), space::s));
  draw_trouble(frame, area);
  if (const float chips = digit_chips_height(frame, area.width()); chips > 0) draw_digit_chips(frame, cut_top(area, chips));
  draw_buttons(frame, cut_top(area, buttons_height(frame, 3), space::s), 3);
  draw_morph(frame, cut_top(area, frame.control_height(), space::m));
  draw_latent_sliders(frame, area);
}

void draw_wide(Frame& frame, Rect area) {
  area = inset(area, space::l, space::l);
  const float beat = std::min(beat_height(frame, area.width()), 0.42f * area.height());
  Rect bottom = cut_bottom(area, beat, space::l);
  Rect side = cut_right(area, side_width(area.width()), space::l);
  const float pad = std::min({area.height(), std::max(kMinPad, 0.3f * area.width()), 0.45f * area.width()});
  Rect pad_column = cut_left(area, pad, space::l);
  draw_latent_pad(frame, cut_top(pad_column, pad));
  draw_sound(frame, area);
  draw_controls_column(frame, side);
  draw_beat(frame, bottom);
}

float compact_sound_height(const Frame& frame) {
  const float own = frame.state().listening.own ? frame.control_height() + space::xs + kSpectrogram + space::xs : 0;
  return kWave + space::xs + kSpectrogram + own;
}

// A phone may lie on its side: next to the pad must be room for a finger to scroll by.
float compact_pad_height(float width) { return 0.55f * std::min(width, ImGui::GetIO().DisplaySize.y); }

void draw_compact(Frame& frame, Rect area) {
  const float width = area.width();
  if (has_models(frame.state())) draw_models(frame, cut_top(area, frame.control_height(), space::s));
  draw_trouble(frame, area);
  if (const float chips = digit_chips_height(frame, width); chips > 0) draw_digit_chips(frame, cut_top(area, chips));
  draw_buttons(frame, cut_top(area, buttons_height(frame, 3), space::m), 3);
  draw_latent_pad(frame, cut_top(area, compact_pad_height(width), space::m));
  draw_sound(frame, cut_top(area, compact_sound_height(frame), space::m));
  draw_morph(frame, cut_top(area, frame.control_height(), space::m));
  draw_beat(frame, cut_top(area, beat_height(frame, width), space::m));
  draw_latent_sliders(frame, area);
}

}  // namespace

float listen_height(const Frame& frame, float width) {
  if (!sound_model(frame.state())) return 240;
  const auto sliders = static_cast<float>(frame.state().listening.sliders.order.size()) * kSliderRow;
  const float models = has_models(frame.state()) ? frame.control_height() + space::s : 0;
  return models + trouble_height(frame, width) + digit_chips_height(frame, width) + compact_pad_height(width) + space::m +
         compact_sound_height(frame) + space::m + buttons_height(frame, 3) + space::m + frame.control_height() + space::m +
         beat_height(frame, width) + space::m + sliders;
}

void draw_listen(Frame& frame, Rect area) {
  Listening& listening = frame.state().listening;
  if (!sound_model(frame.state())) return draw_waiting_for_model(frame, area);
  const bool was_held = std::exchange(listening.held, false);
  frame.compact ? draw_compact(frame, area) : draw_wide(frame, area);
  if (was_held && !listening.held) play_shaped(frame.state());  // in full what was heard while it changed
}

}  // namespace zscape
