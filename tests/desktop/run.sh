#!/usr/bin/env bash
# The real window under Xvfb: what it draws, what the GPU holds, what it refuses. Leaves screenshots in build/screenshots.
#   tests/desktop/run.sh BUILD_DIR
set -u
[ $# -eq 1 ] || { echo "usage: $0 BUILD_DIR" >&2; exit 2; }
studio=$(realpath "$1")/native/desktop/zscape-studio
zscape=$(realpath "$1")/native/cli/zscape
root=$(realpath "$(dirname "$0")/../..")
models=$root/assets/models
screenshots=$root/build/screenshots
mkdir -p "$screenshots"
. "$root/tests/checks.sh"
export XDG_CONFIG_HOME=$work/config PYTHONDONTWRITEBYTECODE=1
export XDG_RUNTIME_DIR=$work  # as every session has one; without it the library of Wayland, which GLFW 3.4 asks first, complains

window() {  # window ARGUMENT...: opens it on a display of its own; what it says goes to said.txt
  rm -f tiles.png
  timeout 120 xvfb-run -a -s '-screen 0 5200x3000x24' "$studio" "$@" 2>said.txt
}

says() { check "$1: says why" grep -E "$2" said.txt; }

refuses() {  # refuses NAME PATTERN ARGUMENT...: the window with them shows an error, and so does who started it
  window "${@:3}"
  check "$1: exit code 1" test $? = 1
  says "$1" "$2"
}

# What it draws.
large=()
! long || large=(2560x1440:1 2560x1440:2)
for view in 1280x800:1 360x740:1 390x844:2 "${large[@]}"; do
  size=${view%:*} scale=${view#*:}
  picture=$screenshots/window-$size@$scale.png
  check "the window opens at $size, $scale pixels per point" window --size "$size" --scale "$scale" --screenshot "$picture"
  check "and says nothing" test ! -s said.txt
  check "and is as large as asked" test "$(dimensions "$picture")" = "$((${size%x*} * scale))x$((${size#*x} * scale))"
done

# The same bits: the GPU's tiles against the command line's sheet.
for view in 7:1 8:1 18446744073709551615:0.5; do
  seed=${view%:*} temperature=${view#*:}
  check "a sheet for seed $seed" "$zscape" sample --seed "$seed" --temperature "$temperature" --count 64 -o sheet.png
  check "the window for seed $seed" window --fragment "#seed=$seed&temperature=$temperature&drift=0" --tiles tiles.png
  check "the GPU holds what the core computes for seed $seed" cmp sheet.png tiles.png
done

# Every kind of model, with the prior and the class that the link names.
for view in cvae:3: acgan:8: fashion-acgan:9: dcgan:: ae::wall=samples sae-wide::wall=samples; do
  IFS=: read -r model label wall <<<"$view"
  check "a sheet of $model $label" "$zscape" sample --model "$model" --seed 16 --count 64 ${label:+--label "$label"} -o sheet.png
  check "the window for $model $label" window --fragment "#model=$model${label:+&label=$label}&drift=0${wall:+&$wall}" --tiles tiles.png
  check "and says nothing" test ! -s said.txt
  check "the GPU holds what the core computes for $model $label" cmp sheet.png tiles.png
done
large=()
! long || large=(1440x900:1 3840x2160:1)
for size in 390x844:2 "${large[@]}"; do
  for model in acgan sae-wide fashion-acgan cvae; do
    check "the window opens $model at $size" window --fragment "#model=$model&drift=0" --size "${size%:*}" --scale "${size#*:}" \
      --screenshot "$screenshots/window-$model-${size%:*}.png"
  done
done

# A link shows the same picture again, and another link another one. Narrow, because the wide window also shows how long decoding took.
link='seed=11&drift=0&phase=0.125&path=linear&position=0.3'
for name in first second; do check "the $name window of a link" window --size 390x844 --fragment "$link" --screenshot "$name.png"; done
check "both are the same picture" cmp first.png second.png
window --size 390x844 --fragment "${link/seed=11/seed=12}" --screenshot other.png
check "another seed is another picture" test "$(cmp first.png other.png | wc -l)" = 1

# Sounds of one's own.
listen=(--size 1366x768 --fragment tab=listen --screenshot)
check "the window listens" window "${listen[@]}" "$screenshots/window-listen.png"
check "and says nothing" test ! -s said.txt
check "a model of sounds opens where it is heard" window "$models/voice.safetensors" --size 1366x768 --screenshot own.png
check "and says nothing" test ! -s said.txt
check "with a link to there too" window "$models/voice.safetensors" "${listen[@]}" linked.png
check "which is the same picture" cmp own.png linked.png
check "a sound" "$zscape" sample --model voice --digit 7 --count 1 -o seven.wav
check "opens, seen above what the model makes of it" window seven.wav --size 1366x768 --screenshot "$screenshots/window-listen-own.png"
check "and says nothing" test ! -s said.txt
head -c 60 seven.wav >short.wav
refuses "a sound that breaks off" 'zscape-studio: short.wav: ' short.wav --screenshot picture.png

# What one start remembers the next one finds.
preferences=$XDG_CONFIG_HOME/zscape/preferences
press() {  # press KEY WORD: in a window with the tour's offer; until WORD is remembered
  timeout 120 xvfb-run -a -s '-screen 0 1400x900x24' bash -c '
    "$0" &
    python3 "$1" "$2" && until grep -qs "$3" "$4"; do sleep 0.1; done
    kill $!' "$studio" "$root/tests/desktop/press.py" "$1" "$2" "$preferences" 2>said.txt
}
check "nothing is remembered at first" test ! -e "$preferences"
press Escape tour=seen
check "that the tour was left is remembered" test "$(cat "$preferences")" = tour=seen
echo 'theme=light font=large' >"$preferences"
window --size 390x844 --fragment "$link" --screenshot light.png
check "and says nothing" test ! -s said.txt
check "a chosen theme is another picture" test "$(cmp first.png light.png | wc -l)" = 1
press Escape tour=seen
check "what was chosen earlier stays" test "$(cat "$preferences")" = 'theme=light tour=seen'
rm "$preferences"

# Weights of somebody's own class: names and shapes of a catalogue entry, and nothing else.
python3 "$root/tests/desktop/own_class.py" mine.safetensors
check "a sheet of one's own weights" "$zscape" sample --model ./mine.safetensors --seed 16 --count 64 -o sheet.png
check "the window for them" window mine.safetensors --fragment drift=0 --tiles tiles.png --screenshot "$screenshots/window-own.png"
check "and says nothing" test ! -s said.txt
check "the GPU holds what the core computes for them" cmp sheet.png tiles.png

# What it refuses: the window shows the reason on the published model; where only a picture was asked for it ends with it.
"$zscape" sample --seed 16 --count 64 -o sheet.png
still_shows() { check "$1: the published model stays in use" cmp sheet.png tiles.png; }

flip_bit "$models/vae.safetensors" 650000 flipped.safetensors
refuses "one flipped bit" 'flipped.safetensors: .*expected .*found .*(damaged|changed)' \
  flipped.safetensors --fragment drift=0 --tiles tiles.png --screenshot "$screenshots/window-refusal.png"
still_shows "one flipped bit"

head -c 1000 "$models/vae.safetensors" >truncated.safetensors
refuses "a truncated file" 'truncated.safetensors: .*claims [0-9]+ bytes.*truncated' \
  truncated.safetensors --fragment drift=0 --tiles tiles.png
still_shows "a truncated file"

drop() {  # drop FILE: onto an open window; the first line that it says goes to said.txt
  timeout 120 xvfb-run -a -s '-screen 0 1400x900x24' bash -c '
    exec 3< <(exec "$0" 2>&1)
    studio=$!
    python3 "$1" "$2" && read -r -u 3 line && echo "$line"
    kill "$studio"' "$studio" "$root/tests/desktop/drop.py" "$1" >said.txt
}
drop flipped.safetensors
says "a damaged file that is dropped onto the window" 'flipped.safetensors: .*expected .*found .*(damaged|changed)'

drop sheet.png
says "a picture that is dropped onto the window" 'sheet.png: expected the weights of a model, .*; found a PNG picture'

echo '{"codes": [[1, 2]]}' >short.json
drop short.json
says "latents of another size that are dropped onto the window" 'short.json: .*expected .*found'
# Files that are opened by the keyboard alone: by their paths, where no model is open until one is brought.
HOME=$work timeout 120 xvfb-run -a -s '-screen 0 1400x900x24' bash -c '
  exec 3< <(exec "$0" --models-dir nowhere 2>&1)
  studio=$!
  line() { read -r -u 3 line && echo "$line"; }
  press() { python3 "$1/press.py" Tab Tab Return "=$2" Return; }
  line
  press "$1" "~/Missing file.csv" && line
  press "$1" mine.safetensors && python3 "$1/drop.py" short.json && line
  kill "$studio"' "$studio" "$root/tests/desktop" >said.txt
says "a path that is typed, of no file" "^zscape-studio: cannot read $work/Missing file.csv: No such file"
says "weights whose path is typed, which are in use for what is brought next" 'short.json: .*expected 20 numbers .*found 2'

refuses "latents without a model" 'short.json: latents belong to a model, and none is open' \
  short.json --fragment drift=0 --tiles tiles.png
still_shows "latents without a model"

refuses "a missing file" 'nowhere.safetensors' nowhere.safetensors --fragment drift=0 --tiles tiles.png
still_shows "a missing file"

refuses "an unknown key in a link" 'unknown key "colour"' --fragment 'seed=7&colour=red' --screenshot picture.png
refuses "a stage of another size" 'expects 20 .*found 1' --fragment 'stage=AACAPw&drift=0' --tiles tiles.png
still_shows "a stage of another size"

refuses "a link to a model that is not published" 'expected a model called "other" in .*, found none; opening vae' \
  --fragment 'model=other&drift=0&stage=AACAPw' --tiles tiles.png
says "and what it leaves out of the link" 'expects 20 .*found 1'
still_shows "a link to a model that is not published"

refuses "a link to a classifier" 'expected a model called "lenet" in .*, found none; opening vae' \
  --fragment 'model=lenet&drift=0' --tiles tiles.png
still_shows "a link to a classifier"
refuses "a class of a model that has none" 'model vae draws no class on request' --fragment 'label=3&drift=0' --tiles tiles.png
still_shows "a class of a model that has none"

mkdir unread
cp "$models"/{models.json,models.thumbnails.safetensors,vae.safetensors} unread
check "a missing classifier: only the verdicts are missing" window --models-dir unread --fragment drift=0 --tiles tiles.png
says "a missing classifier" '^zscape-studio: no verdicts: lenet: '
check "a missing classifier: one line" test "$(wc -l <said.txt)" = 1
still_shows "a missing classifier"
check "missing digits and a missing classifier that are asked for" window --models-dir unread \
  --fragment 'real=1&verdicts=1&drift=0' --screenshot "$screenshots/window-missing.png"
says "missing digits" '^zscape-studio: cannot read .*mnist.digits.safetensors: '

mkdir damaged
cp "$models/models.json" damaged
cp flipped.safetensors damaged/vae.safetensors
refuses "a published file that is damaged" 'expected SHA-256 .*, found SHA-256 ' --models-dir damaged --screenshot picture.png
refuses "a folder without models" 'zscape-studio: --models-dir: expected a folder with models.json, found none: .*nowhere/models.json' --models-dir nowhere --screenshot picture.png
window "$models/vae.safetensors" --models-dir nowhere --fragment drift=0 --tiles tiles.png
still_shows "a file that is good, with a folder without models"

# What ends it.
env -u DISPLAY -u WAYLAND_DISPLAY "$studio" 2>said.txt
check "no display: exit code 1" test $? = 1
check "no display: one line" test "$(wc -l <said.txt)" = 1
"$studio" --size huge 2>said.txt
check "a wrong size: exit code 2" test $? = 2
says "a wrong size" 'expected WIDTHxHEIGHT'
"$studio" --colour red 2>said.txt
check "an unknown option: exit code 2" test $? = 2
check "an unknown option: one line" test "$(wc -l <said.txt)" = 1
says "an unknown option" 'colour.*; see zscape-studio --help'
window --screenshot nowhere/picture.png
check "a picture that cannot be written: exit code 1" test $? = 1

summary
