// The commands of zscape-train, once their arguments are read.
#pragma once

#include <string>

#include "base/error.hpp"
#include "trainer/commands/options.hpp"

namespace zscape {

Result<void> run_data(const Options& options);

/// `command` is the command line, for the advice on how to resume.
Result<void> run_train(const Options& options, const std::string& command);

Result<void> run_evaluate(const Options& options);
Result<void> run_publish(const Options& options);
Result<void> run_codes(const Options& options);

}  // namespace zscape
