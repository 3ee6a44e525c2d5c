#!/usr/bin/env bash
# The same bits everywhere: hashes of the core's outputs at every instruction set of this machine and in Node, for every published
# model and for small ones of each kind. The browser tests hold Chromium to Node's.
#   tests/parity/run.sh BUILD_DIR      after `web/serve --build-only`
set -u
[ $# -eq 1 ] || { echo "usage: $0 BUILD_DIR" >&2; exit 2; }
root=$(realpath "$(dirname "$0")/../..")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$1/tests/fuzz_corpus" "$work/small" && rm "$work/small/truncated.safetensors" || exit 1

passed=0
failed=0
for model in "$root"/assets/models/*.safetensors "$work"/small/*.safetensors; do
  name=$(basename "$model" .safetensors)
  case $name in *.codes | *.digits | *.thumbnails) continue ;; esac  # beside the models
  "$1/tests/zscape_bits" "$model" >"$work/bits.txt" || exit 1
  echo "target WebAssembly in Node" >>"$work/bits.txt"
  node "$root/tests/parity/bits.mjs" "$model" >>"$work/bits.txt" || exit 1
  targets=$(grep -c '^target ' "$work/bits.txt")
  for what in $(grep -v '^target ' "$work/bits.txt" | cut -d' ' -f1 | sort -u); do
    lines=$(grep -c "^$what " "$work/bits.txt")
    hashes=$(grep "^$what " "$work/bits.txt" | sort -u | wc -l)
    if [ "$lines" = "$targets" ] && [ "$hashes" = 1 ]; then
      passed=$((passed + 1))
      echo "$name $(grep -m1 "^$what " "$work/bits.txt")"
    else
      failed=$((failed + 1))
      echo "FAILED  $name $what: $hashes different hashes in $lines of $targets targets"
      grep -E "^(target|$what) " "$work/bits.txt"
    fi
  done
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
