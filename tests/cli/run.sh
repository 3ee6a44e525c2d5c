#!/usr/bin/env bash
# The real command line: sheets, interpolations, inspection, refusals and exit codes.
#   tests/cli/run.sh BUILD_DIR
set -u
[ $# -eq 1 ] || { echo "usage: $0 BUILD_DIR" >&2; exit 2; }
zscape=$(realpath "$1")/native/cli/zscape
models=$(realpath "$(dirname "$0")/../../assets/models")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
passed=0
failed=0

check() {  # check NAME COMMAND...: the command succeeds
  local name=$1
  shift
  if "$@" >out.txt 2>err.txt; then
    passed=$((passed + 1))
    echo "ok      $name"
  else
    failed=$((failed + 1))
    echo "FAILED  $name"
    tail -n 5 out.txt err.txt
  fi
}

refused() {  # refused NAME CODE PATTERN COMMAND...: that exit code, and one line on stderr that matches
  local name=$1 code=$2 pattern=$3 found=0
  shift 3
  "$@" >out.txt 2>err.txt || found=$?
  mv err.txt said.txt
  check "$name: exit code $code, found $found" test "$found" = "$code"
  check "$name: says why" grep -E "$pattern" said.txt
}

dimensions() {  # dimensions FILE: WIDTHxHEIGHT from the PNG header, whose sizes here fit two bytes
  od -An -tu1 -j16 -N8 "$1" | awk '{ print $3 * 256 + $4 "x" $7 * 256 + $8 }'
}

flip_bit() {  # flip_bit FILE OFFSET OUTPUT: the lowest bit of one byte
  cp "$1" "$3"
  local byte
  byte=$(od -An -tu1 -j"$2" -N1 "$1")
  printf "\\x$(printf %x $((byte ^ 1)))" | dd of="$3" bs=1 seek="$2" conv=notrunc status=none
}

check "sample writes a sheet" "$zscape" sample --model vae --seed 7 --count 64 -o sample.png
check "64 digits make an 8x8 sheet" test "$(dimensions sample.png)" = 238x238
check "sample again" "$zscape" sample --model "$models/vae.safetensors" --seed 7 --count 64 -o again.png
check "the same seed gives the same file" cmp sample.png again.png
check "sample another seed" "$zscape" sample --seed 8 -o other.png
check "another seed gives another file" test "$(cmp -s sample.png other.png; echo $?)" = 1
check "interpolate writes a strip" "$zscape" interpolate --seed 7 --from 0 --to 5 --steps 11 -o strip.png
check "11 steps make one row of 11" test "$(dimensions strip.png)" = 328x28
check "a linear path" "$zscape" interpolate --seed 7 --from 0 --to 5 --path linear -o linear.png
check "differs from the spherical one" test "$(cmp -s strip.png linear.png; echo $?)" = 1

check "inspect" "$zscape" inspect "$models/vae.safetensors"
mv out.txt inspect.txt
for pattern in 'fc1.weight +\[400, 784\]' 'golden +verified' 'dataset +MNIST' 'linear 20 -> 400' 'F16'; do
  check "inspect shows $pattern" grep -qE "$pattern" inspect.txt
done

size=$(stat -c %s "$models/vae.safetensors")
for offset in $((size - 1)) $((size / 2)) $((size - 600000)); do
  flip_bit "$models/vae.safetensors" "$offset" flipped.safetensors
  refused "one flipped bit at byte $offset is refused" 1 "tensors are not the published ones" "$zscape" inspect flipped.safetensors
  refused "and sample refuses it too" 1 "tensors are not the published ones" "$zscape" sample --model ./flipped.safetensors -o no.png
done
cp -r "$models" published
cp flipped.safetensors published/vae.safetensors
refused "a published file with another hash is refused" 1 "is not the published file" "$zscape" sample --models-dir published -o no.png

head -c 1000 "$models/vae.safetensors" >truncated.safetensors
refused "a truncated file" 1 "truncated" "$zscape" inspect truncated.safetensors
refused "a text file" 1 "not a safetensors file" "$zscape" inspect "$models/models.json"
refused "a missing file" 1 "No such file" "$zscape" inspect nothing.safetensors
refused "a folder" 1 "it is a folder" "$zscape" inspect .
refused "an unknown model" 1 'no published model "nope".*vae' "$zscape" sample --model nope -o no.png
refused "an unwritable output" 1 "cannot write" "$zscape" sample -o missing/no.png
refused "no command" 2 "subcommand" "$zscape"
refused "no output" 2 "required" "$zscape" sample
refused "a count of zero" 2 "count" "$zscape" sample --count 0 -o no.png
refused "a negative seed" 2 "seed" "$zscape" sample --seed -1 -o no.png
refused "an unknown path" 2 "path" "$zscape" interpolate --path bent -o no.png
check "nothing was written by what was refused" test ! -e no.png
check "no LibTorch in it" test "$(ldd "$zscape" | grep -c torch)" = 0

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
