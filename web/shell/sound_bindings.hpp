// What sound_requests.js calls: the Listen tab's requests, and the answers to them. fetches.js calls the last three, about the
// model that makes sounds.
#pragma once

namespace zscape {

void bind_sound();

}  // namespace zscape
