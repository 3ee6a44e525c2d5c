// Tells Emscripten what the page's JavaScript can call. Names are JavaScript's; the functions are in the files named below.
#include "shell/api_bindings.hpp"
#include "shell/command_bindings.hpp"
#include "shell/file_bindings.hpp"
#include "shell/frame_bindings.hpp"
#include "shell/input_bindings.hpp"
#include "shell/inspection_bindings.hpp"
#include "shell/link_bindings.hpp"
#include "shell/sound_bindings.hpp"

EMSCRIPTEN_BINDINGS(zscape_page) {
  zscape::ShellClass shell("Shell");
  shell.smart_ptr<std::shared_ptr<zscape::Shell>>("Shell");
  zscape::bind_frames(shell);
  zscape::bind_input(shell);
  zscape::bind_files(shell);
  zscape::bind_links(shell);
  zscape::bind_commands(shell);
  zscape::bind_inspection(shell);
  zscape::bind_api();
  zscape::bind_sound();
}
