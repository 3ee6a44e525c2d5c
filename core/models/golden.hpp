// The golden record: what a published file says the core must make of it, bit for bit.
#pragma once

#include "models/model.hpp"

namespace zscape {

Golden make_golden(const Model& model, std::uint64_t seed, std::int64_t count);

/// Error mismatch names the part (decoder, encoder or classifier) whose bits differ.
Result<void> replay_golden(const Model& model, const Golden& golden);

}  // namespace zscape
