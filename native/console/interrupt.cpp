#include "console/interrupt.hpp"

#include <csignal>

namespace zscape {
namespace {

volatile std::sig_atomic_t received = 0;

void note(int) { received = 1; }

}  // namespace

void watch_for_interrupts() {
  struct sigaction action = {};
  action.sa_handler = note;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() { return received != 0; }

}  // namespace zscape
