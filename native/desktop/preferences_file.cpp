#include "preferences_file.hpp"

#include <cstdlib>
#include <filesystem>

#include "base/file.hpp"

namespace zscape {
namespace {

/// By the XDG base directory specification.
std::filesystem::path preferences_path() {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  if (config != nullptr && *config == '/') return std::filesystem::path(config) / "zscape" / "preferences";
  if (home != nullptr && *home == '/') return std::filesystem::path(home) / ".config" / "zscape" / "preferences";
  return {};
}

}  // namespace

std::string read_preferences_file() {
  const auto text = read_text(preferences_path());
  return text ? *text : std::string();
}

void write_preferences_file(std::string_view text) {
  const std::filesystem::path file = preferences_path();
  if (file.empty()) return;
  std::error_code ignored;
  std::filesystem::create_directories(file.parent_path(), ignored);
  (void)write_file(file, text);
}

}  // namespace zscape
