// libFuzzer target: whatever a link holds, it is an Error or a View that writes the same link again.
#include "ui/link/fragment.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto view = zscape::parse_fragment(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!view) return 0;
  const auto again = zscape::parse_fragment(zscape::to_fragment(*view));
  zscape::check(again.ok() && *again == *view, "a view survives its own permalink");
  return 0;
}
