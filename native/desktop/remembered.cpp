#include "remembered.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace zscape {
namespace {

/// By the XDG base directory specification.
std::filesystem::path settings_file(std::string_view what) {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  if (config != nullptr && *config == '/') return std::filesystem::path(config) / "zscape" / what;
  if (home != nullptr && *home == '/') return std::filesystem::path(home) / ".config" / "zscape" / what;
  return {};
}

}  // namespace

bool is_remembered(std::string_view what) {
  std::error_code ignored;
  return std::filesystem::exists(settings_file(what), ignored);
}

void remember(std::string_view what) {
  const std::filesystem::path file = settings_file(what);
  if (file.empty()) return;
  std::error_code ignored;
  std::filesystem::create_directories(file.parent_path(), ignored);
  std::ofstream{file};
}

}  // namespace zscape
