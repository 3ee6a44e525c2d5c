#!/usr/bin/env bash
# The real trainer makes data sets of sounds: of recorded speech and drums, and of files that are damaged, huge or no sounds at all.
#   tests/trainer/sounds.sh BUILD_DIR
set -u
[ $# -eq 1 ] || { echo "usage: $0 BUILD_DIR" >&2; exit 2; }
train=$(realpath "$1")/native/trainer/zscape-train
tests=$(realpath "$(dirname "$0")/..")
speech=/usr/share/asterisk/sounds/en_US_f_Allison
drums=/usr/share/hydrogen/data/drumkits
. "$tests/checks.sh"
require "$train" "$speech" "$drums"

says() { grep -qF -- "$1" out.txt; }
sound() {  # sound OUT DIR...
  local out=$1
  shift
  "$train" data sound "$@" --data-dir "$out"
}
empty() { [ -z "$(ls -A "$1" 2>/dev/null)" ]; }
python3 "$tests/trainer/write_sounds.py" || exit 2

# --- recorded speech and drum hits ---

check "recorded speech is cut" succeeds sound spoken "$speech"
check "every file of it" says "en_US_f_Allison: 4070 training segments of 503 files, 353 test segments of 55; 177 silent and 0 clipped segments, 0 unreadable files left out"
check "into sounds of 10000 samples" [ "$(stat -c %s spoken/train-sounds-idx2-short)" -eq $((12 + 4070 * 20000)) ]
check "with as many labels" [ "$(stat -c %s spoken/test-labels-idx1-ubyte)" -eq $((8 + 353)) ]
kits=("$drums/The Black Pearl 1.0" "$drums/Millo-Drums_v.1")
check "two drum kits are cut, stereo WAV and FLAC" succeeds sound kits "${kits[@]}"
check "without what is clipped" says "The Black Pearl 1.0: 302 training segments of 96 files, 36 test segments of 10; 2 silent and 4 clipped segments, 1 unreadable files left out"
check "nor what is no sound, by name" says "Millo-Drums_v.1/drumkit.xml: left out: Format not recognised."
check "the kits are the classes" [ "$(cat kits/classes.txt)" = "$(printf 'The Black Pearl 1.0\nMillo-Drums_v.1')" ]
check "again, the same bytes" succeeds sound again "${kits[@]}"
check "in every file" diff -r kits again

check "every format of samples is read" succeeds sound formats_made formats/*
same_sounds() {
  python3 -c '
import sys
data = open(sys.argv[1], "rb").read()[12:]
sounds = {data[i : i + 20000] for i in range(0, len(data), 20000)}
sys.exit(0 if len(data) == 6 * 20000 and len(sounds) == 1 else "%d sounds differ" % len(sounds))' "$1"
}
check "as the same sound" same_sounds formats_made/train-sounds-idx2-short
check "and the names of files are classes too" [ "$(sort formats_made/classes.txt | tr '\n' ' ')" = "16 24 32 8 double float " ]

# --- what is damaged is named, and the rest is used ---

check "a folder of damaged files gives what is to be had" succeeds sound some bad
check "of the one whose header lies" says "bad: 1 training segments of 1 files, 0 test segments of 0; 1 silent and 1 clipped segments, 3 unreadable files left out"
check "which is said" says "bad/longer.wav: its header is wrong, data : 1073741824 (should be 16000); what is there is used"
check "no samples are reported" says "bad/empty.wav: left out: holds no samples"
check "samples that are not finite are reported" says "bad/nan.wav: left out: holds a sample that is not finite, at 7000"
check "text is reported" says "bad/text.wav: left out: Format not recognised."
check "and that nothing is left for the test" says "nothing is for the test"

check "an empty folder is refused" refused 2 "nothing holds no files" sound x nothing
check "a folder that is not there is refused" refused 1 "missing: No such file" sound x missing
check "two classes of one name are refused" refused 2 "would be a second class bad" sound x bad ./bad/
check "sounds without folders are refused" refused 2 "data sound DIR... --data-dir OUT" sound x
check "and without a place" refused 2 "no place of its own" "$train" data sound bad
check "folders for another data set are refused" refused 2 "mnist is made of no folders" "$train" data mnist bad --data-dir x
check "and none of these left a folder" [ ! -e x ]
check "text alone is refused" refused 2 "only_text holds no sound to use: 0 silent and 0 clipped segments, 1 unreadable" sound x only_text
check "so are samples that are not numbers" refused 2 "only_nan holds no sound to use" sound x bad only_nan
check "and nothing is written" empty x
cp -r kits before
check "nor what was there touched" refused 2 "holds no sound to use" sound kits only_text
check "in any file" diff -r before kits

# --- an hour ---

peak_mib() {  # peak_mib COMMAND...: its peak of memory on the last line
  python3 -c '
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
sys.exit(code)' "$@"
}
check "an hour of sound is cut" succeeds peak_mib "$train" data sound hour.wav --data-dir hour
check "into 219 MiB of segments" says "hour: 11519 training segments of 1 files"
idle=$(peak_mib "$train" --help | tail -n 1)
check "in less memory than they take, $(tail -n 1 out.txt) MiB, of which the program is $idle" [ $(($(tail -n 1 out.txt) - idle)) -lt 64 ]
mkdir cut
nice -n 19 "$train" data sound hour.wav --data-dir cut >out.txt 2>err.txt &  # or it may be done before it is interrupted
child=$!
cpu_ticks() { awk '{ print $14 + $15 }' /proc/$child/stat 2>/dev/null || echo 1000000; }
until [ "$(cpu_ticks)" -gt 100 ]; do sleep 0.01; done
kill -INT $child
wait $child
check "interrupted, it ends with code 1" [ $? -eq 1 ]
check "and says so" grep -q "interrupted while cutting hour.wav; nothing was written" err.txt
check "and leaves nothing" empty cut

# --- spoken digits, whose making takes minutes: only how it begins and ends ---

check "without espeak-ng they are refused" refused 1 "cannot run espeak-ng: No such file or directory; install it with: apt-get install espeak-ng" \
  env PATH=/nowhere "$train" data spoken-digits --data-dir digits
check "and nothing is written" empty digits
mkdir scratch
TMPDIR=$work/scratch "$train" data spoken-digits --data-dir digits >out.txt 2>err.txt &
child=$!
until [ -n "$(find scratch -name word.wav)" ] || ! kill -0 $child 2>/dev/null; do sleep 0.01; done
kill -INT $child
wait $child
check "interrupted, they end with code 1" [ $? -eq 1 ]
check "and say so" grep -q "interrupted while espeak-ng spoke; nothing was written" err.txt
check "and leave nothing" empty digits
check "not even what was spoken" empty scratch

summary
