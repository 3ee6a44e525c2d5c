#include "models_folder/data_folder.hpp"

#include <sys/auxv.h>
#include <algorithm>
#include <vector>

namespace zscape {
namespace fs = std::filesystem;
namespace {

// Without links. A system whose /proc is not mounted still says by what name it started the program.
fs::path this_program() {
  std::error_code unknown;
  if (const fs::path program = fs::canonical("/proc/self/exe", unknown); !unknown) return program;
  return reinterpret_cast<const char*>(getauxval(AT_EXECFN));
}

std::string names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code unreadable;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, unreadable)) names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

}  // namespace

Result<fs::path> data_folder(const std::string& kind, const fs::path& program) {
  std::error_code failed;
  fs::path folder = fs::canonical(program, failed);
  if (failed) return Error{ErrorCode::not_found, "cannot find " + kind + " beside " + program.string() + ": " + failed.message()};
  const fs::path wanted = fs::path("share/zscape") / kind;
  std::string looked_in;
  do {
    folder = folder.parent_path();
    if (const fs::path found = fs::canonical(folder / wanted, failed); !failed) return found;
    looked_in += (looked_in.empty() ? "" : ", ") + folder.string();
  } while (folder != folder.root_path());
  return Error{ErrorCode::not_found, "found no " + wanted.string() + " in any of " + looked_in};
}

Result<fs::path> data_folder(const std::string& kind) { return data_folder(kind, this_program()); }

Result<fs::path> models_folder(const fs::path& given) {
  if (!given.empty()) return given;
  auto found = data_folder("models");
  if (!found) return Error{found.error().code, found.error().message + "; name the folder of models.json with --models-dir"};
  return found;
}

Result<fs::path> find_recipe(const std::string& name) {
  const fs::path file = name;
  std::error_code unreadable;
  if (file.has_parent_path() || file.has_extension() || fs::is_regular_file(file, unreadable)) return file;
  ZSCAPE_TRY(const fs::path folder, data_folder("recipes"));
  const fs::path recipe = folder / (name + ".json");
  if (fs::exists(recipe, unreadable)) return recipe;
  return Error{ErrorCode::not_found, "no recipe \"" + name + "\" in " + folder.string() + "; there is " + names_in(folder)};
}

fs::path folder_or(const std::string& given, const fs::path& in_clone, const fs::path& elsewhere) {
  if (!given.empty()) return given;
  std::error_code unreadable;
  return fs::is_directory("assets/models", unreadable) ? in_clone : elsewhere;
}

}  // namespace zscape
