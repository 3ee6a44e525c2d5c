// Ctrl-C and SIGTERM as a question the training loop asks, so that it stops between two updates.
#pragma once

namespace zscape {

/// From now on the first signal only sets interrupted(); a second one ends the program at once.
void watch_for_interrupts();
bool interrupted();

}  // namespace zscape
