#!/usr/bin/env bash
# What `cmake --install` and `cpack -G DEB` make of a build, moved away from where it was installed: the programs find what comes with
# them, and another C++ program finds the core.
#   tests/install/run.sh BUILD_DIR
set -u
[ $# -eq 1 ] || { echo "usage: $0 BUILD_DIR" >&2; exit 2; }
build=$(realpath "$1")
root=$(realpath "$(dirname "$0")/../..")
. "$root/tests/checks.sh"

check "an installation" cmake --install "$build" --prefix "$work/first"
mv first "moved away"  # a blank too
prefix="$work/moved away"
bin=$prefix/bin models=$prefix/share/zscape/models
touch installed
check "no file names the source tree" not grep -rqF "$root" "$prefix"

# --- programs ---

check "the command line finds the models" succeeds "$bin/zscape" sample --seed 7 --count 64 -o sheet.png
check "those beside it" grep -qF "$models" <("$bin/zscape" sample --help)
ln -s "$bin/zscape" link
check "from a link to it too" succeeds ./link sample --seed 7 --count 1 -o digit.png
mkdir -p lonely/bin
cp "$bin"/zscape* lonely/bin
check "without models it says where it looked and what to do" refused 1 \
  "no share/zscape/models in any of $work/lonely/bin, $work/lonely, $work, .*/; name .* with --models-dir" lonely/bin/zscape sample -o no.png
check "and does it" succeeds lonely/bin/zscape sample --models-dir "$models" --seed 7 --count 64 -o given.png
check "to the same picture" cmp sheet.png given.png

window() { timeout 60 xvfb-run -a -s '-screen 0 1280x800x24' "$@"; }
export XDG_CONFIG_HOME=$work/config
check "the window finds them" window "$bin/zscape-studio" --fragment '#seed=7&drift=0' --tiles tiles.png
check "and shows the same digits" cmp sheet.png tiles.png
check "without models the window says where it looked" refused 1 "$work/lonely/bin, .* with --models-dir" \
  window lonely/bin/zscape-studio --screenshot no.png

entry=$prefix/share/applications/zscape-studio.desktop
check "the desktop entry is valid" desktop-file-validate "$entry"
check "and starts a program that is there" test -x "$bin/$(sed -nE 's/^Exec=([^ ]+).*/\1/p' "$entry")"
icon=$(sed -n 's/^Icon=//p' "$entry")
icons=$prefix/share/icons/hicolor
check "its icon is there as a drawing" grep -q '<svg' "$icons/scalable/apps/$icon.svg"
for size in 48 128 256; do
  check "and in $size pixels" test "$(dimensions "$icons/${size}x$size/apps/$icon.png")" = "${size}x$size"
done

# --- trainer ---

train=$bin/zscape-train
for kind in 0 1; do
  mkdir -p "pictures/$kind"
  for i in {1..40}; do cp digit.png "pictures/$kind/$i.png"; done
done
check "the trainer trains a recipe by its name" succeeds "$train" train vae --dataset folder --data-dir pictures --epochs 1 --device cpu
check "into the folder where it was started" test -s runs/vae/checkpoint.safetensors
check "it lists the recipes" refused 1 "no recipe \"vea\" in $prefix/share/zscape/recipes; there is aae, .*, vae," "$train" train vea
check "its defaults are in its help" grep -q 'runs/NAME' <("$train" train --help)
check "it finds the classifier that measures" succeeds "$train" evaluate "runs/vae/checkpoint.safetensors" --data-dir pictures --device cpu

check "nothing was written where zscape is installed" test -z "$(find "$prefix" -newer installed)"

# --- another program ---

check "a program finds the core" cmake -S "$root/tests/install/example" -B example -DCMAKE_PREFIX_PATH="$prefix" \
  -DCMAKE_CXX_FLAGS='-Wall -Wextra -Wpedantic -Werror'
check "and compiles" cmake --build example
check "its own warnings are its own, not contracting sums is the core's" grep -qE -- '-ffp-contract=off' example/CMakeFiles/digit.dir/flags.make
check "it draws" succeeds example/digit "$models/vae.safetensors" drawn.png
check "the same digit to the last bit" cmp digit.png drawn.png
(cd "$prefix/include" && find zscape -name '*.hpp' | sed 's/.*/#include <&>/') >every.cpp
for readme in README.md core/README.md; do
  check "it is the one that $readme shows" diff <(sed -n '/^```cpp$/,/^```$/p' "$root/$readme" | sed '1d;$d') \
    <(sed 1d "$root/tests/install/example/digit.cpp")
done
check "every header finds what it includes" c++ -std=c++20 -fsyntax-only -I "$prefix/include" -I "$prefix/include/zscape" \
  $(pkg-config --cflags-only-I eigen3) every.cpp

# --- packages ---

check "packages" cpack -G DEB --config "$build/CPackConfig.cmake" -B packages
for package in zscape zscape-train libzscape-dev; do
  file=$(echo packages/"$package"_*.deb)
  dpkg-deb -c "$file" | sed -nE 's|.* \./(usr/.*[^/])$|\1|p' >>packaged.txt
  check "$package has what it needs to be installed" test -n "$(dpkg-deb -f "$file" Depends)"
  check "and is described" grep -q . <(dpkg-deb -f "$file" Description | sed 1d)
done
check "together they hold what is installed, once" diff <(sort packaged.txt) <(cd "$prefix" && find . -type f -printf 'usr/%P\n' | sort)
check "the window's package names what it opens at run time" grep -q libgl1 <(dpkg-deb -f packages/zscape_*.deb Depends)
check "the libraries of the command line are found" grep -q libhwy1 <(dpkg-deb -f packages/zscape_*.deb Depends)
check "LibTorch is the trainer's alone" not grep -q libtorch <(dpkg-deb -f packages/zscape_*.deb Depends)
check "the trainer's package names it" grep -q libtorch <(dpkg-deb -f packages/zscape-train_*.deb Depends)

summary
