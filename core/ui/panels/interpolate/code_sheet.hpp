// What can stand at a place of the Interpolate tab: the stage, an anchor, the mean of a class; and the sheet to choose one from.
#pragma once

#include <string>
#include <vector>

#include "ui/kit/layout.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/view/code.hpp"
#include "ui/view/view.hpp"

namespace zscape {

struct AppState;

/// The place's own code in the view; an anchor, or a term of the sum.
std::optional<Code>& code_at(View& view, CodePlace place);
const std::optional<Code>& code_at(const View& view, CodePlace place);

struct NamedCode {
  std::string name;
  Code code;
};

/// The stage and the anchors.
std::vector<NamedCode> codes_in_view(const AppState& state);

/// The mean code of each class of the test set, [code_width(spec)], of that class where the model takes one; none where they are
/// not published or not there yet.
std::vector<NamedCode> class_means(const AppState& state);

/// To be called right after the touchable() of the button that opens the sheet for `place`.
void toggle_code_sheet(Frame& frame, const Touched& touched, CodePlace place, const Rect& beside);

/// The sheet when it is open; to be called after all panels.
void draw_code_sheet(Frame& frame);

}  // namespace zscape
