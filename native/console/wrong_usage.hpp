// The message of every program for a command line that it does not understand.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

namespace zscape {

/// Prints one line on stderr, with the known commands where none was given; returns the exit code.
inline int wrong_usage(const CLI::App& app, const CLI::ParseError& wrong) {
  std::string what = wrong.what();
  if (app.get_require_subcommand_min() > 0 && app.get_subcommands().empty()) {
    std::string known;
    for (const CLI::App* command : app.get_subcommands({})) known += (known.empty() ? "" : ", ") + command->get_name();
    const auto found = app.remaining();
    what = "expected a command, one of " + known + "; found " + (found.empty() ? "none" : '"' + found.front() + '"');
  }
  std::fprintf(stderr, "%s: %s; see %s --help\n", app.get_name().c_str(), what.c_str(), app.get_name().c_str());
  return 2;
}

}  // namespace zscape
