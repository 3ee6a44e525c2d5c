#include "trainer/data/process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/file.hpp"

extern char** environ;

namespace zscape {
namespace fs = std::filesystem;
namespace {

std::string last_line(const fs::path& log) {
  const auto text = read_text(log);
  if (!text) return {};
  const std::size_t end = text->find_last_not_of(" \r\n");
  if (end == std::string::npos) return {};
  const std::size_t start = text->find_last_of('\n', end) + 1;  // 0 where there is none
  return text->substr(start, end + 1 - start);
}

Result<pid_t> spawn(const std::vector<std::string>& arguments, const fs::path& folder, const fs::path& log) {
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
  pid_t child = 0;
  const int failed = posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed) return Error{ErrorCode::not_found, "cannot run " + arguments[0] + ": " + std::strerror(failed)};
  return child;
}

}  // namespace

Result<void> run_program(const std::vector<std::string>& arguments, const fs::path& folder) {
  const fs::path log = folder / (arguments[0] + ".log");
  ZSCAPE_TRY(const pid_t child, spawn(arguments, folder, log));
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return Error{ErrorCode::io, "cannot wait for " + arguments[0] + ": " + std::strerror(errno)};
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  const std::string how = WIFEXITED(status) ? "ended with status " + std::to_string(WEXITSTATUS(status))
                                            : "was ended by signal " + std::to_string(WTERMSIG(status));
  return Error{ErrorCode::io, arguments[0] + " " + how + ": " + last_line(log)};
}

}  // namespace zscape
