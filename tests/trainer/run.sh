#!/usr/bin/env bash
# The real trainer on a few thousand real digits: it learns, survives being killed, refuses bad input, publishes.
#   tests/trainer/run.sh BUILD_DIR DATA_DIR      DATA_DIR: the four MNIST files, see `zscape-train data mnist`
set -u

if [ $# -ne 2 ]; then
  echo "usage: $0 BUILD_DIR DATA_DIR" >&2
  exit 2
fi
train=$(realpath "$1")/native/trainer/zscape-train
zscape=$(realpath "$1")/native/cli/zscape
data=$(realpath "$2")
tests=$(realpath "$(dirname "$0")/..")
recipe=$tests/../assets/recipes/vae.json
for needed in "$train" "$data/train-images-idx3-ubyte" "$recipe"; do
  if [ ! -e "$needed" ]; then
    echo "missing: $needed" >&2
    exit 2
  fi
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

. "$tests/checks.sh"

succeeds() { "$@" >out.txt 2>err.txt; }
nothing_partial() { [ -z "$(find "$1" -name '*.partial*' 2>/dev/null)" ]; }

epochs=6
short() {  # short OUT [more arguments]: the recipe on a few thousand digits
  local out=$1
  shift
  "$train" train "$recipe" --data-dir "$data" --device cpu --train-limit 5000 --epochs $epochs --out "$out" "$@"
}

loss_of_epoch() { sed -n "s|^epoch $2/$epochs .*  loss \([0-9.]*\)  .*|\1|p" "$1" | tail -n 1; }

# --- learning, and ending in the same weights whatever happens on the way ---

short whole >whole.txt 2>err.txt
check "a short run ends well" [ -s whole/checkpoint.safetensors ]
first=$(loss_of_epoch whole.txt 1)
last=$(loss_of_epoch whole.txt $epochs)
check "the loss falls by a fifth at least, $first to $last" awk -v a="$first" -v b="$last" 'BEGIN { exit !(b > 0 && b < 0.8 * a) }'

stop_in_epoch_3() {  # stop_in_epoch_3 SIGNAL OUT: leaves the exit code in $code
  "$train" train "$recipe" --data-dir "$data" --device cpu --train-limit 5000 --epochs $epochs --out "$2" >stopped.txt 2>err.txt &
  local child=$!
  until grep -qs "^epoch 2/$epochs  step 40/40" stopped.txt || ! kill -0 $child 2>/dev/null; do sleep 0.01; done
  kill "-$1" $child
  wait $child 2>/dev/null
  code=$?
  cp stopped.txt out.txt
}

stop_in_epoch_3 KILL killed
check "SIGKILL ends it half-way" [ $code -eq 137 ]
check "the last epoch was not reached" not grep -q "^epoch $epochs/" stopped.txt
check "resumed, it goes on" succeeds short killed --resume
check "and not from the start" not grep -q "^epoch 1/" out.txt
check "and ends in the same bytes as the uninterrupted run" cmp -s whole/checkpoint.safetensors killed/checkpoint.safetensors

stop_in_epoch_3 INT interrupted
check "SIGINT ends it with code 1" [ $code -eq 1 ]
check "and one line that tells how to go on" grep -q -- "--out interrupted --resume$" err.txt
check "and no half-written file" nothing_partial interrupted
check "resumed, it goes on" succeeds short interrupted --resume
check "and ends in the same bytes as the uninterrupted run" cmp -s whole/checkpoint.safetensors interrupted/checkpoint.safetensors
check "resuming a finished run changes nothing" succeeds short interrupted --resume
check "really nothing" cmp -s whole/checkpoint.safetensors interrupted/checkpoint.safetensors

# --- refused, with nothing lost ---

check "a checkpoint is not overwritten without being asked" refused 2 "exists: go on" short whole
check "a checkpoint of another recipe is refused" refused 1 "seed is 1 there and 5 here" short whole --resume --seed 5
check "resuming nothing is refused" refused 1 "no checkpoint to resume" short nowhere --resume
check "a field out of range is refused" refused 2 '"batch_size" should be from 1 to 60000, found 0' short x --batch-size 0
check "an unknown device is refused" refused 2 "tpu not in" short x --device tpu
check "no command is refused" refused 2 "subcommand" "$train"
check "a missing recipe is refused" refused 1 "cannot read none.json" "$train" train none.json

with_recipe() { "$train" train made.json --data-dir "$data" --out x; }
sed 's/"seed"/"sead"/' "$recipe" >made.json
check "an unknown key is refused by name" refused 2 'unknown key "sead"' with_recipe
sed 's/"cosine"/7/' "$recipe" >made.json
check "a wrong type is refused by name" refused 2 '"schedule" should be a string, found number' with_recipe
sed 's/"cosine"/"linear"/' "$recipe" >made.json
check "an unknown schedule is refused" refused 2 'found "linear"' with_recipe
sed 's/"learning_rate": [0-9.]*/"learning_rate": -1/' "$recipe" >made.json
check "a negative learning rate is refused" refused 2 '"learning_rate" should be above 0' with_recipe
sed '/"epochs"/d' "$recipe" >made.json
check "a missing field is refused" refused 2 '"epochs" is missing' with_recipe
head -c 40 "$recipe" >made.json
check "half a recipe is refused" refused 1 "stops being JSON" with_recipe
check "and none of these left a folder" [ ! -e x ]

mkdir truncated miscounted empty
for name in train-images-idx3-ubyte train-labels-idx1-ubyte t10k-images-idx3-ubyte t10k-labels-idx1-ubyte; do
  ln -s "$data/$name" truncated/$name
  ln -s "$data/$name" miscounted/$name
done
rm truncated/train-images-idx3-ubyte miscounted/train-labels-idx1-ubyte
head -c 1000000 "$data/train-images-idx3-ubyte" >truncated/train-images-idx3-ubyte
cp "$data/t10k-labels-idx1-ubyte" miscounted/train-labels-idx1-ubyte
with_data() { "$train" train "$recipe" --data-dir "$1" --out x; }
check "truncated images are refused" refused 1 "training images: its header promises 47040016 bytes, the file has 1000000" with_data truncated
check "labels of another count are refused" refused 1 "60000 images but 10000 labels" with_data miscounted
check "missing data is refused and tells how to obtain it" refused 1 "zscape-train data mnist" with_data empty
check "and none of these left a folder" [ ! -e x ]

mkdir damaged
head -c 100000 whole/checkpoint.safetensors >damaged/checkpoint.safetensors
check "a truncated checkpoint is refused" refused 1 "damaged/checkpoint.safetensors" short damaged --resume
check "and evaluating it too" refused 1 "damaged/checkpoint.safetensors" "$train" evaluate damaged/checkpoint.safetensors
sed 's/fc21.weight/fc99.weight/g' whole/checkpoint.safetensors >damaged/checkpoint.safetensors
check "a checkpoint with a foreign tensor is refused by name" refused 1 '"fc21.weight" is missing' short damaged --resume

touch file
check "an output folder that cannot be made is refused" refused 1 "cannot make the folder" short file/out
mkdir full
ln -s /dev/full full/checkpoint.safetensors.partial
check "a full disk is refused before the first epoch" refused 1 "No space left" short full
check "and leaves no checkpoint" [ ! -e full/checkpoint.safetensors ]
stop_in_epoch_3 KILL full
cp full/checkpoint.safetensors before.safetensors
ln -sf /dev/full full/checkpoint.safetensors.partial
check "a disk that fills up stops the run" refused 1 "No space left" short full --resume
check "and leaves the last good checkpoint" cmp -s before.safetensors full/checkpoint.safetensors
check "from which it goes on" succeeds short full --resume
check "to the same bytes" cmp -s whole/checkpoint.safetensors full/checkpoint.safetensors

check "a diverging run stops and says why" refused 1 "stopped being finite" short diverged --learning-rate 1 --seed 2
check "and keeps a checkpoint" [ -s diverged/checkpoint.safetensors ]

# --- evaluate and publish ---

elbo() { sed -n 's/.*: loss \([0-9.]*\) = reconstruction \([0-9.]*\) + KL \([0-9.]*\) .*/\1 \2 \3/p' out.txt; }
evaluate() { "$train" evaluate "$1" --data-dir "$data" --device cpu; }
check "evaluate measures a checkpoint" succeeds evaluate whole/checkpoint.safetensors
of_checkpoint=$(elbo)
check "in parts that add up: $of_checkpoint" awk -v t="$of_checkpoint" \
  'BEGIN { split(t, p, " "); d = p[1] - p[2] - p[3]; exit !(p[1] > 90 && p[1] < 200 && d < 0.011 && d > -0.011) }'

publish() { "$train" publish "$1" --data-dir "$data" --device cpu --models-dir "$2"; }
check "an unfinished run is not published" refused 1 "of $epochs: finish" publish before.safetensors models
mkdir models
ln -s /dev/full models/vae.safetensors.partial
check "a full disk stops publishing" refused 1 "No space left" publish whole/checkpoint.safetensors models
check "and leaves nothing behind" [ -z "$(ls -A models)" ]
check "publish writes a model" succeeds publish whole/checkpoint.safetensors models
check "having compared the core with LibTorch on the whole test set" grep -q "10000 reconstructions: greatest difference" out.txt
check "its card" grep -q "negative ELBO" models/vae.md
check "its line in the list, with the file's hash" grep -q "$(sha256sum <models/vae.safetensors | cut -d' ' -f1)" models/models.json
check "and nothing half-written" nothing_partial models
cp -r models again
check "publishing the same again gives the same bytes" succeeds publish whole/checkpoint.safetensors again
check "in every file" diff -r models again
check "evaluate measures the model file" succeeds evaluate models/vae.safetensors
check "as the checkpoint, up to rounding to half precision" awk -v a="$of_checkpoint" -v b="$(elbo)" \
  'BEGIN { d = a - b; exit !(b > 0 && d < 0.05 && d > -0.05) }'
check "zscape inspect reads it" succeeds "$zscape" inspect models/vae.safetensors
size=$(stat -c %s models/vae.safetensors)
printf '\x55' | dd of=models/vae.safetensors bs=1 seek=$((size - 1000)) conv=notrunc status=none
check "evaluate refuses it with one byte changed" refused 1 "SHA-256" evaluate models/vae.safetensors
check "zscape inspect refuses it with one byte changed" refused 1 "SHA-256" "$zscape" inspect models/vae.safetensors

summary
