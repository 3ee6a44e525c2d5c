# What the shell suites share: a scratch folder, counting checks, and small tools on files. Who sources it is in that folder from then
# on, which is called $work and goes with the script.

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

passed=0
failed=0

check() {  # check NAME COMMAND...: the command succeeds
  local name=$1 started=$SECONDS took
  shift
  if "$@" >check.txt 2>&1; then
    passed=$((passed + 1))
    took=$((SECONDS - started))
    [ $took -lt 3 ] || name="$name ($took s)"
    echo "ok      $name"
  else
    failed=$((failed + 1))
    echo "FAILED  $name"
    tail -n 5 check.txt out.txt err.txt 2>/dev/null
  fi
}

require() {  # require FILE...: what the suite cannot do without
  local needed
  for needed; do
    [ -e "$needed" ] || { echo "missing: $needed" >&2; exit 2; }
  done
}

refused() {  # refused CODE PATTERN COMMAND...: ends with CODE and says why on stderr
  local code=$1 pattern=$2 found=0
  shift 2
  "$@" >out.txt 2>err.txt || found=$?
  [ "$found" = "$code" ] && grep -qE -- "$pattern" err.txt
}

succeeds() { "$@" >out.txt 2>err.txt; }

not() { ! "$@"; }

long() { [ -n "${ZSCAPE_TEST_ALL:-}" ]; }  # whether to check also what takes long: tests/run --all

dimensions() {  # dimensions FILE: WIDTHxHEIGHT from the PNG header, whose sizes here fit two bytes
  od -An -tu1 -j16 -N8 "$1" | awk '{ print $3 * 256 + $4 "x" $7 * 256 + $8 }'
}

flip_bit() {  # flip_bit FILE OFFSET OUTPUT: the lowest bit of one byte
  local byte
  byte=$(od -An -tu1 -j"$2" -N1 "$1")
  cp "$1" "$3"
  printf "\\x$(printf %02x $((byte ^ 1)))" | dd of="$3" bs=1 seek="$2" conv=notrunc status=none
}

summary() {  # the last line, and the exit code of the suite
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}
