#include "ui/session/wants.hpp"

#include "ui/files/classifier.hpp"
#include "ui/files/side_files.hpp"
#include "ui/pictures/map_plane.hpp"
#include "ui/session/family.hpp"
#include "ui/sound/models.hpp"
#include "ui/state/app_state.hpp"
#include "ui/view/family_view.hpp"
#include "ui/view/map_view.hpp"
#include "ui/view/tab.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

/// The means of the classes, which arithmetic takes, and on the map the plane or the points over it.
bool needs_codes(const AppState& state) {
  const View& view = state.shown.view;
  if (view.tab == Tab::interpolate) return true;
  if (view.tab != Tab::map || plane_kinds(state).empty()) return false;
  return plane_kind(state) == PlaneKind::principal || (view.map.points && has_points(state));
}

bool needs_digits(const View& view) {
  if (view.tab == Tab::generate) return view.real && view.wall != Wall::features;
  return view.tab == Tab::family && view.family.comparison == Comparison::digit;
}

}  // namespace

void want_what_is_shown(AppState& state, bool shows_thumbnails) {
  const View& view = state.shown.view;
  if (needs_codes(state)) want_codes(state);
  if (needs_digits(view)) want_digits(state);
  if (shows_thumbnails) want_thumbnails(state);
  if (view.tab == Tab::family) want_family(state);
  if (view.tab == Tab::listen || state.listening.to_speak) want_sounds(state);
  want_classifier(state);
}

}  // namespace zscape
