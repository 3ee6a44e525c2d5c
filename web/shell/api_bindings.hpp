// What api.js calls for other people's scripts: the view as text, and codes and pictures of the model in use. Arguments are checked
// by api.js.
#pragma once

namespace zscape {

void bind_api();

}  // namespace zscape
