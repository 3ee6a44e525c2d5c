// The results of an evaluation, as a table for people and as JSON for programs.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "trainer/measure/evaluate.hpp"
#include "trainer/recipe/recipe.hpp"

namespace zscape {

using Evaluated = std::vector<std::pair<std::string, Evaluation>>;  // by the model's name

/// One row per metric, one column per model, "value ± half the spread" where seeds differ.
std::string table_text(const Evaluated& models);

/// {"models": {name: {"extractor": ..., "values": {...}, "spread": {...}}}}
Json to_json(const Evaluated& models);

/// The targets that `values` miss, in words, one line each; empty when none. A metric that was not measured counts as missed.
std::vector<std::string> missed_targets(const std::map<std::string, Target>& targets, const Metrics& values);

/// "at most 0.0045"
std::string to_string(const Target& target);

}  // namespace zscape
