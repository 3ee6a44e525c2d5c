#include "shell/inspection_bindings.hpp"

#include <emscripten/heap.h>

#include "shell/js_arrays.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"

namespace zscape {
namespace {

using emscripten::val;

/// [{ role, key, first, count, ids }], in the order of their tiles; ids, in decimal, where tiles come and go.
val groups(const Pictures& pictures) {
  val list = val::array();
  for (const ShownGroup& shown : pictures.groups) {
    val entry = val::object();
    entry.set("role", std::string(to_string(shown.role)));
    entry.set("key", shown.key);
    entry.set("first", shown.first);
    entry.set("count", shown.count());
    val ids = val::array();
    for (const std::uint64_t id : shown.ids) ids.call<void>("push", std::to_string(id));
    entry.set("ids", ids);
    list.call<void>("push", entry);
  }
  return list;
}

val tiles(const Shell& shell) {
  val result = val::object();
  result.set("count", shell.tiles().count());
  result.set("height", shell.tiles().height());
  result.set("width", shell.tiles().width());
  result.set("pixels", to_js(shell.read_back_tiles()));
  result.set("groups", groups(shell.state().derived.pictures));
  return result;
}

val draws(const Shell& shell) {
  val list = val::array();
  for (const DrawnTile& drawn : shell.tiles().drawn()) {
    val entry = val::object();
    entry.set("tile", drawn.tile);
    entry.set("x", drawn.min.x);
    entry.set("y", drawn.min.y);
    entry.set("width", drawn.max.x - drawn.min.x);
    entry.set("height", drawn.max.y - drawn.min.y);
    list.call<void>("push", entry);
  }
  return list;
}

/// [{ name, value, x, y, width, height }]: what pointer and keyboard can act on, in the order of Tab.
val widgets(const Shell& shell) {
  val list = val::array();
  for (const Widget& widget : shell.state().moment.interaction.widgets) {
    val entry = val::object();
    entry.set("name", widget.name);
    entry.set("value", widget.value);
    entry.set("x", widget.area.min.x);
    entry.set("y", widget.area.min.y);
    entry.set("width", widget.area.width());
    entry.set("height", widget.area.height());
    list.call<void>("push", entry);
  }
  return list;
}

double heap_bytes(const Shell&) { return static_cast<double>(emscripten_get_heap_size()); }

/// What is read on the stage, { label, probability }, or null.
val verdict(const Shell& shell) {
  const auto& verdict = shell.state().derived.verdict;
  if (!verdict) return val::null();
  val result = val::object();
  result.set("label", verdict->label);
  result.set("probability", verdict->probability);
  return result;
}

val canvas_picture(const Shell& shell) {
  const Image image = shell.read_frame();
  val result = val::object();
  result.set("height", image.height);
  result.set("width", image.width);
  result.set("pixels", to_js(image.pixels));
  return result;
}

}  // namespace

void bind_inspection(ShellClass& shell) {
  shell.function("tiles", &tiles)
      .function("draws", &draws)
      .function("widgets", &widgets)
      .function("verdict", &verdict)
      .function("picture", &canvas_picture)
      .function("heapBytes", &heap_bytes);
}

}  // namespace zscape
