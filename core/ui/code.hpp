// A point of a model's latent space as the interface passes it around.
#pragma once

#include <vector>

namespace zscape {

using Code = std::vector<float>;  // [code_width(spec)]: z, then one weight per class where the model is conditional

}  // namespace zscape
