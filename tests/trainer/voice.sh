#!/usr/bin/env bash
# The published models of sounds reach on spoken digits what is asked of them.
#   tests/trainer/voice.sh BUILD_DIR SPOKEN_DIGITS_DIR      see `zscape-train data spoken-digits`
set -u
[ $# -eq 2 ] || { echo "usage: $0 BUILD_DIR SPOKEN_DIGITS_DIR" >&2; exit 2; }
train=$(realpath "$1")/native/trainer/zscape-train
digits=$(realpath "$2")
tests=$(realpath "$(dirname "$0")/..")
models=$(realpath "$tests/../assets/models")
. "$tests/checks.sh"
require "$train" "$digits/test-sounds-idx2-short" "$models/models.json"

# --- what is published ---

readarray -t published < <(python3 -c '
import json, sys
for model in json.load(open(sys.argv[1]))["models"]:
    if model["dataset"] == "spoken-digits": print(model["id"])' "$models/models.json")
check "voice, its classifier and a plain autoencoder to compare it with are published" [ "${published[*]}" = "voice audio-vae voice-lenet" ]

files=("${published[@]/#/$models/}")
evaluate() { "$train" evaluate "$@" --data-dir "$digits" --device cpu --models-dir "$models" --json measured.json; }
check "evaluate measures ${published[*]}" succeeds evaluate "${files[@]/%/.safetensors}"
as_listed() {  # as_listed MODEL: measured.json has the values of models.json, as the file's own card does; slack for other CPUs
  python3 -c '
import json, struct, sys
folder, model = sys.argv[1:]
listed = next(entry["metrics"] for entry in json.load(open(folder + "/models.json"))["models"] if entry["id"] == model)
file = open(folder + "/" + model + ".safetensors", "rb")
head = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
card = json.loads(head["__metadata__"]["zscape.card"])["metrics"]
measured = json.load(open("measured.json"))["models"][model]["values"]
wrong = ["%s: listed %s, on the card %s, measured %s" % (key, listed.get(key), card.get(key), measured.get(key))
         for key in sorted({*listed, *card, *measured})
         if not (key in measured and key in listed and listed[key] == card.get(key)
                 and abs(measured[key] - listed[key]) <= 0.01 * abs(listed[key]) + 0.002)]
sys.exit("\n".join(wrong) or 0)' "$models" "$1"
}
size() { stat -c %s "$models/$1.safetensors"; }
for model in "${published[@]}"; do
  check "$model is what its card and the list say" as_listed "$model"
done
for model in voice voice-lenet; do
  check "$model is a download of at most 2 MB: $(size "$model") bytes" [ "$(size "$model")" -le 2000000 ]
done

value() {  # value MODEL METRIC: empty where it was not measured
  python3 -c 'import json, sys; print(json.load(open("measured.json"))["models"][sys.argv[1]]["values"][sys.argv[2]])' "$@" 2>/dev/null
}
at_least() { awk -v found="$2" -v least="$1" 'BEGIN { exit !(found >= least) }'; }
accuracy=$(value voice-lenet accuracy)
check "the classifier reads the digit in 99 % of the test sounds: $accuracy" at_least 0.99 "$accuracy"
accuracy=$(value voice conditional_accuracy)
check "voice says the digit that it is asked for in 90 % of its sounds: $accuracy" at_least 0.9 "$accuracy"
distance=$(value voice log_spectral_distance_db)
plain=$(value audio-vae log_spectral_distance_db)
check "and repeats sounds at half the distance at most of those of a plain autoencoder: $distance dB, $plain dB" \
  awk -v voice="$distance" -v plain="$plain" 'BEGIN { exit !(voice > 0 && plain > 0 && voice <= plain / 2) }'

summary
