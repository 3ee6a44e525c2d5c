#!/usr/bin/env bash
# The recipe for drums makes drums of two kits; what it and the published voice draw are sounds that sox reads.
# The recipe runs with tests/run --all alone.
#   tests/trainer/drums.sh BUILD_DIR
set -u
[ $# -eq 1 ] || { echo "usage: $0 BUILD_DIR" >&2; exit 2; }
train=$(realpath "$1")/native/trainer/zscape-train
zscape=$(realpath "$1")/native/cli/zscape
tests=$(realpath "$(dirname "$0")/..")
models=$(realpath "$tests/../assets/models")
recipe=$tests/../assets/recipes/drums.json
drums=/usr/share/hydrogen/data/drumkits
. "$tests/checks.sh"
require "$train" "$zscape" "$models/models.json" "$recipe" "$drums"

format() { soxi -r "$1" && soxi -c "$1" && soxi -b "$1" && soxi -s "$1"; }  # format FILE: rate, channels, bits, samples; a line each
is_sound() { [ "$(format "$1" | tr '\n' ' ')" = "16000 1 16 $2 " ]; }       # is_sound FILE SAMPLES
audible() { sox "$1" -n stat 2>&1 | awk '/^RMS +amplitude:/ { loud = $3 > 0.01 } END { exit !loud }'; }
ends_softly() {  # ends_softly FILE: each of its sounds of 10000 samples begins and ends within a thousandth of silence
  sox "$1" -t raw -e signed -b 16 -L - | od -An -v -td2 -w20000 |
    awk '$1 * $1 > 32 * 32 || $NF * $NF > 32 * 32 { print "sound " NR " begins at " $1 " and ends at " $NF; loud = 1 } END { exit (NR == 0 || loud) }'
}
sounds() {  # sounds NAME FILE...: each is one, of the length of a segment
  local name=$1 file
  shift
  for file in "$@"; do
    check "$name: sox reads ${file%.wav}" is_sound "$file" 10000
    check "which is audible" audible "$file"
    check "and ends without a click" ends_softly "$file"
  done
}

# --- the published voice ---

check "voice says seven, twice" succeeds "$zscape" sample --model voice --digit 7 --count 2 --each -o seven.wav
sounds "voice" seven-0.wav seven-1.wav
check "not in the same voice" not cmp -s seven-0.wav seven-1.wav

# --- the recipe for drums, on two kits ---

long || { summary; exit; }

check "two drum kits are cut" succeeds "$train" data sound "$drums/The Black Pearl 1.0" "$drums/Millo-Drums_v.1" --data-dir kits
check "the recipe learns from them" succeeds "$train" train "$recipe" --data-dir kits --device cpu --epochs 3 --out run
loss_of_epoch() { sed -n "s|^epoch $1/3 .*  loss \([0-9.]*\)  .*|\1|p" out.txt | tail -n 1; }
first=$(loss_of_epoch 1)
last=$(loss_of_epoch 3)
check "the loss falls by a tenth at least, $first to $last" awk -v a="$first" -v b="$last" 'BEGIN { exit !(b > 0 && b < 0.9 * a) }'

publish() { "$train" publish run/checkpoint.safetensors --data-dir kits --device cpu --models-dir "$1"; }
mkdir mine
check "without the classifier that listens it is not published" refused 1 "voice-lenet, publish it first" publish mine
check "and nothing is written" [ -z "$(ls mine)" ]
cp "$models/voice-lenet.safetensors" mine
check "beside it, it is" succeeds publish mine
check "and its sounds are compared with the test's" grep -q '"log_spectral_distance_db"' mine/models.json
check "but no digits are counted among drums" not grep -qE '"class_share|"reconstruction_accuracy' mine/models.json
check "three hits are drawn" succeeds "$zscape" sample --model mine/drums.safetensors --count 3 --each -o hit.wav
sounds "drums" hit-0.wav hit-1.wav hit-2.wav
check "and no two are the same" [ "$(sha256sum hit-?.wav | cut -d' ' -f1 | sort -u | wc -l)" -eq 3 ]
check "the way from one to another" succeeds "$zscape" interpolate --model drums --models-dir mine -o way.wav
check "has 11 steps without gaps" is_sound way.wav 110000
check "is audible" audible way.wav
check "and has no click between them" ends_softly way.wav
check "it begins with the first hit" cmp <(sox way.wav -t raw - trim 0 10000s) <(sox hit-0.wav -t raw -)

summary
