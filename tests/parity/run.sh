#!/usr/bin/env bash
# The same bits everywhere: hashes of the core's outputs at every instruction set of this machine and in Node. The browser tests hold
# Chromium to Node's.
#   tests/parity/run.sh BUILD_DIR      after `web/serve --build-only`
set -u
[ $# -eq 1 ] || { echo "usage: $0 BUILD_DIR" >&2; exit 2; }
root=$(realpath "$(dirname "$0")/../..")
model=$root/assets/models/vae.safetensors
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$1/tests/zscape_bits" "$model" >"$work/bits.txt" || exit 1
echo "target WebAssembly in Node" >>"$work/bits.txt"
node "$root/tests/parity/bits.mjs" "$model" >>"$work/bits.txt" || exit 1
cat "$work/bits.txt"

passed=0
failed=0
targets=$(grep -c '^target ' "$work/bits.txt")
for what in normals latents decode encode_mean encode_log_variance; do
  lines=$(grep -c "^$what " "$work/bits.txt")
  hashes=$(grep "^$what " "$work/bits.txt" | sort -u | wc -l)
  if [ "$lines" = "$targets" ] && [ "$hashes" = 1 ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED  $what: $hashes different hashes in $lines of $targets targets"
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
