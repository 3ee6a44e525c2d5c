#!/usr/bin/env bash
# The real trainer on a few thousand real digits: it learns, survives being killed, refuses bad input, publishes.
#   tests/trainer/run.sh BUILD_DIR DATA_DIR      DATA_DIR: the four MNIST files, see `zscape-train data mnist`
set -u
[ $# -eq 2 ] || { echo "usage: $0 BUILD_DIR DATA_DIR" >&2; exit 2; }
train=$(realpath "$1")/native/trainer/zscape-train
zscape=$(realpath "$1")/native/cli/zscape
data=$(realpath "$2")
tests=$(realpath "$(dirname "$0")/..")
recipe=$tests/../assets/recipes/vae.json
. "$tests/checks.sh"
require "$train" "$data/train-images-idx3-ubyte" "$recipe"

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
  rm -f stopped.txt
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

long_epoch=("$train" train "$recipe" --data-dir "$data" --device cpu --train-limit 20000 --epochs 1)
check "one long epoch" succeeds "${long_epoch[@]}" --out long_whole
"${long_epoch[@]}" --out long_cut >out.txt 2>err.txt &
child=$!
working() { kill -0 $child 2>/dev/null; }
until [ -s long_cut/checkpoint.safetensors ] || ! working; do sleep 0.01; done
cpu_ticks() { awk '{ print $14 + $15 }' /proc/$child/stat; }
busy=$(($(cpu_ticks) + 50))  # half a second of its own: updates were made, however busy the machine is
while working && [ "$(cpu_ticks)" -lt $busy ]; do sleep 0.01; done
kill -INT $child
wait $child
check "SIGINT in its middle keeps its updates" grep -q "interrupted in epoch 1, after [0-9]* of its 157 updates" err.txt
check "from which it goes on" succeeds "${long_epoch[@]}" --out long_cut --resume
check "to the same bytes" cmp -s long_whole/checkpoint.safetensors long_cut/checkpoint.safetensors
check "and logs what the uninterrupted run logs" cmp -s long_whole/metrics.jsonl long_cut/metrics.jsonl

# --- refused, with nothing lost ---

check "a checkpoint is not overwritten without being asked" refused 2 "exists: go on" short whole
check "a checkpoint of another recipe is refused" refused 1 "seed is 1 there and 5 here" short whole --resume --seed 5
check "resuming nothing is refused" refused 1 "no checkpoint to resume" short nowhere --resume
check "a field out of range is refused" refused 2 '"batch_size" should be from 1 to 60000, found 0' short x --batch-size 0
check "an unknown device is refused" refused 2 "tpu not in" short x --device tpu
commands='expected a command, one of data, train, evaluate, publish, codes; found'
check "no command is refused" refused 2 "^zscape-train: $commands none; see zscape-train --help$" "$train"
check "an unknown command is refused" refused 2 "$commands \"bogus\"" "$train" bogus
check "a missing recipe is refused" refused 1 "cannot read none.json" "$train" train none.json

with_recipe() { "$train" train made.json --data-dir "$data" --out x; }
sed 's/"seed"/"sead"/' "$recipe" >made.json
check "an unknown key is refused by name" refused 2 'unknown key "sead"' with_recipe
sed 's/"cosine"/7/' "$recipe" >made.json
check "a wrong type is refused by name" refused 2 '"schedule" should be a string, found number' with_recipe
sed 's/"cosine"/"linear"/' "$recipe" >made.json
check "an unknown schedule is refused" refused 2 'found "linear"' with_recipe
sed 's/"learning_rate": [0-9.]*/"learning_rate": -1/' "$recipe" >made.json
check "a negative learning rate is refused" refused 2 '"learning_rate" should be from 1e-12 to 1' with_recipe
sed 's/"epochs"/"corruption": "gaussian", "epochs"/' "$recipe" >made.json
check "a key that is of no use to the model is refused" refused 2 '"corruption" is of no use to vae, whose objective is elbo' with_recipe
check "the weight of a class that no discriminator reads is refused" refused 2 '"class_weight" is of no use to dcgan' \
  "$train" train "$tests/../assets/recipes/dcgan.json" --data-dir "$data" --class-weight 0.2 --out x
sed 's/"elbo_loss_nats"/"elbo"/' "$recipe" >made.json
check "a target of an unknown metric is refused" refused 2 'the target of "elbo" is of no metric' with_recipe
check "a GAN wants more than one picture at a time" refused 2 '"batch_size" should be at least 2 for dcgan, found 1' \
  "$train" train "$tests/../assets/recipes/dcgan.json" --data-dir "$data" --batch-size 1 --out x
sed 's/"at_most"/"at_best"/' "$recipe" >made.json
check "an unknown bound of a target is refused" refused 2 'unknown key "at_best"' with_recipe
check "words where a number belongs are refused" refused 2 '"batch_size" should be an integer, found string' short x --batch-size many
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
on_a_small_disk() { (trap '' XFSZ; ulimit -f 64; "$@"); }  # no file grows beyond 64 KiB
check "a full disk is refused before the first epoch" refused 1 "File too large" on_a_small_disk short full
check "and leaves no checkpoint" [ ! -e full/checkpoint.safetensors ]
stop_in_epoch_3 KILL full
cp full/checkpoint.safetensors before.safetensors
check "a disk that fills up stops the run" refused 1 "File too large" on_a_small_disk short full --resume
check "and leaves the last good checkpoint" cmp -s before.safetensors full/checkpoint.safetensors
check "from which it goes on" succeeds short full --resume
check "to the same bytes" cmp -s whole/checkpoint.safetensors full/checkpoint.safetensors

check "a run that only just did not diverge" succeeds "$train" train "$tests/../assets/recipes/ae.json" --data-dir "$data" --device cpu --train-limit 500 --epochs 1 --learning-rate 1 --out far
check "has codes that no prior fits, which evaluation says" refused 1 "far/checkpoint.safetensors: the codes of the training images reach" \
  "$train" evaluate far/checkpoint.safetensors --data-dir "$data" --device cpu --models-dir "$tests/../assets/models"
check "a diverging run stops and says why" refused 1 "stopped being finite" short diverged --learning-rate 1 --seed 2
check "and keeps a checkpoint" [ -s diverged/checkpoint.safetensors ]

# --- every objective runs, logs, and goes on to the same bytes ---

for model in ae ae128 sae sae-wide dae cvae gan dcgan acgan aae vaegan lenet; do
  tiny() { "$train" train "$tests/../assets/recipes/$model.json" --data-dir "$data" --device cpu --train-limit 512 --epochs "$1" --out "$model" "${@:2}"; }
  check "$model trains" succeeds tiny 2
  check "$model logs an epoch a line" [ "$(wc -l <"$model/metrics.jsonl")" -eq 2 ]
  check "$model writes events that TensorBoard reads" succeeds python3 "$tests/trainer/read_events.py" "$model"
done
check "a GAN logs both losses and the discriminator's accuracy" grep -q '"fake_accuracy".*"loss_d".*"loss_g".*"real_accuracy"' dcgan/metrics.jsonl
check "products in bfloat16 train too" succeeds "$train" train "$recipe" --data-dir "$data" --device cpu --train-limit 512 --epochs 1 --precision bfloat16 --out bfloat16
check "a sheet of fixed latents per epoch" [ -s dcgan/samples/epoch_0002.png ]
check "a classifier has none" [ -z "$(ls lenet/samples)" ]
check "tied weights stay tied" succeeds python3 "$tests/trainer/are_transposes.py" sae-wide/checkpoint.safetensors encoder.0.weight decoder.0.weight
check "others do not" refused 1 "differ" python3 "$tests/trainer/are_transposes.py" ae128/checkpoint.safetensors encoder.linear1.weight decoder.linear2.weight

small_gan=("$train" train "$tests/../assets/recipes/dcgan.json" --data-dir "$data" --device cpu --train-limit 1024 --epochs 3)
adversarial() { "${small_gan[@]}" --out "$1" "${@:2}"; }
check "a GAN trains" succeeds adversarial gan_whole
"${small_gan[@]}" --out gan_cut >stopped.txt 2>err.txt &
child=$!
until [ -s gan_cut/metrics.jsonl ] || ! kill -0 $child 2>/dev/null; do sleep 0.01; done
kill -KILL $child
wait $child 2>/dev/null
check "killed and resumed, a GAN goes on" succeeds adversarial gan_cut --resume
check "and ends in the same bytes" cmp -s gan_whole/checkpoint.safetensors gan_cut/checkpoint.safetensors
check "with every epoch logged once" [ "$(wc -l <gan_cut/metrics.jsonl)" -eq 3 ]
check "a generator that makes one picture is stopped and explained" refused 1 "the generator makes one picture" adversarial collapsed --learning-rate 0.5

# --- a folder of images ---

folder() { "$train" train "$recipe" --data-dir "$1" --dataset folder --device cpu --epochs 1 --out "from_$1"; }
mkdir -p pictures/one pictures/two single/one broken/one broken/two
for i in 1 2 3; do
  cp dcgan/samples/epoch_0001.png pictures/one/$i.png
  cp dcgan/samples/epoch_0002.png pictures/two/$i.png
done
check "a folder of images trains a model" succeeds folder pictures
check "and says what was resized" grep -q "resized to 28 x 28" out.txt
measure_folder() { "$train" evaluate from_pictures/checkpoint.safetensors --data-dir "$1" --device cpu --models-dir "$tests/../assets/models" --json "$1.json"; }
repeat_pictures() {  # repeat_pictures DIR COUNT: that many of each class
  mkdir -p "$1/one" "$1/two"
  for ((i = 0; i < $2; ++i)); do
    cp pictures/one/1.png "$1/one/$i.png"
    cp pictures/two/1.png "$1/two/$i.png"
  done
}
repeat_pictures few 10
repeat_pictures many 30
check "too few test images are refused" refused 1 "at least 10 training images and 6 test images, found 18 and 2" measure_folder few
check "more measure it" succeeds measure_folder many
check "without counting digits among what are none" not grep -q class_share many.json
check "a conditional GAN wants all of its classes" refused 1 "have 2 classes, acgan takes 10" \
  "$train" train "$tests/../assets/recipes/acgan.json" --data-dir many --dataset folder --device cpu --epochs 1 --out from_two
cp dcgan/samples/epoch_0001.png single/one/1.png
check "one image is refused" refused 2 "two are needed" folder single
cp pictures/one/* broken/one/
head -c 300 pictures/two/1.png >broken/two/1.png
check "an image that does not decode is refused by name" refused 1 "broken/two/1.png" folder broken

# --- evaluate and publish ---

models=$tests/../assets/models
mkdir few_digits
first_of() {  # first_of IDX_FILE COUNT: so many of its images or labels, in few_digits
  python3 -c '
import struct, sys
source, count = sys.argv[1], int(sys.argv[2])
data = open(source, "rb").read()
head = 4 + 4 * data[3]
size = (len(data) - head) // struct.unpack(">I", data[4:8])[0]
sys.stdout.buffer.write(data[:4] + struct.pack(">I", count) + data[8:head + count * size])' "$data/$1" "$2" >"few_digits/$1"
}
for kind in images-idx3-ubyte labels-idx1-ubyte; do
  first_of train-$kind 3000
  first_of t10k-$kind 1000
done
value() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["models"][sys.argv[2]]["values"][sys.argv[3]])' "$@"; }
evaluate() { "$train" evaluate "$1" --data-dir few_digits --device cpu --models-dir "$models" --json "$2"; }
check "evaluate does not overwrite what it measures" refused 2 "is one of the files to measure" evaluate whole/checkpoint.safetensors whole/checkpoint.safetensors
check "evaluate measures a checkpoint" succeeds evaluate whole/checkpoint.safetensors checkpoint.json
loss=$(value checkpoint.json vae elbo_loss_nats)
check "in parts that add up: $loss" awk -v a="$loss" -v b="$(value checkpoint.json vae reconstruction_nats)" -v c="$(value checkpoint.json vae kl_nats)" \
  'BEGIN { d = a - b - c; exit !(a > 90 && a < 200 && d < 1e-6 && d > -1e-6) }'
check "names the extractor and the floor" grep -q "Frechet distance of training images: the floor" out.txt

publish() { "$train" publish "$1" --data-dir "$data" --device cpu --models-dir "$2" "${@:3}"; }
mkdir listed
cp "$models/lenet.safetensors" listed
printf '%s' '{"models":[{"id":"vae"}]}' >listed/models.json
check "a broken list of models is refused by name before anything is measured" refused 1 'listed/models.json: "title" is missing' \
  publish whole/checkpoint.safetensors listed --anyway
check "indeed before" not grep -q measuring out.txt
sed 's/"dataset": "mnist"/"dataset": "fashion-mnist"/' "$models/models.json" >listed/models.json
check "the model of another data set is not replaced" refused 1 "lists a vae of fashion-mnist, this one is of mnist" publish whole/checkpoint.safetensors listed --anyway
mkdir altered
ln -s "$data"/* altered
rm altered/t10k-labels-idx1-ubyte
head -c -1 "$data/t10k-labels-idx1-ubyte" >altered/t10k-labels-idx1-ubyte
printf '\x01' >>altered/t10k-labels-idx1-ubyte
check "what was measured on other data is not published" refused 1 "t10k-labels-idx1-ubyte: expected SHA-256" \
  "$train" publish whole/checkpoint.safetensors --data-dir altered --device cpu --models-dir models
check "an unfinished run is not published" refused 1 "of $epochs: finish" publish before.safetensors models
mkdir models
cp "$models/lenet.safetensors" models
check "a model that misses its target is not published" refused 1 "accuracy should be at least" publish lenet/checkpoint.safetensors models
check "and nothing is written" [ "$(ls models)" = lenet.safetensors ]
if long; then
  check "a full disk stops publishing" refused 1 "File too large" on_a_small_disk publish whole/checkpoint.safetensors models --anyway
  check "and leaves nothing behind" [ "$(ls models)" = lenet.safetensors ]
fi
check "publish writes a model" succeeds publish whole/checkpoint.safetensors models --anyway
check "having compared the core with LibTorch" grep -q "core against LibTorch: greatest difference" out.txt
check "its card, which says what it misses" grep -q "Published although it misses" models/vae.md
check "its picture" [ -s models/vae.png ]
check "the page of all models" grep -q "vae.md" models/README.md
check "its line in the list, with the file's hash" grep -q "$(sha256sum <models/vae.safetensors | cut -d' ' -f1)" models/models.json
first_part() { python3 -c 'import json, sys; print(json.load(open("models/models.json"))["models"][0]["first"][sys.argv[1]])' "$1"; }
check "and with that of the first part, which draws" \
  [ "$(head -c "$(first_part bytes)" models/vae.safetensors | sha256sum | cut -d' ' -f1)" = "$(first_part sha256)" ]
check "and is little more than half of it" [ $((5 * $(first_part bytes))) -lt $((3 * $(stat -c %s models/vae.safetensors))) ]
header() {  # header FILE KEY...: what the head of a safetensors file says there, also inside JSON text
  python3 -c '
import functools, json, struct, sys
file = open(sys.argv[1], "rb")
head = file.read(struct.unpack("<Q", file.read(8))[0])
print(functools.reduce(lambda at, key: (json.loads(at) if isinstance(at, str) else at)[key], sys.argv[2:], json.loads(head)))' "$@"
}
check "where it puts each test image" [ "$(header models/vae.codes.safetensors points shape)" = "[10000, 2]" ]
check "in a file that names these weights" \
  [ "$(header models/vae.codes.safetensors __metadata__ zscape.model)" = "$(header models/vae.safetensors __metadata__ zscape.golden tensors_sha256)" ]
check "and ten test images of each class" [ "$(header models/mnist.digits.safetensors images shape)" = "[100, 28, 28]" ]
check "and nothing half-written" nothing_partial models
cp -r models again
if long; then
  check "publishing the same again gives the same bytes" succeeds publish whole/checkpoint.safetensors again --anyway
  check "in every file" diff -r models again
fi
rm again/vae.codes.safetensors again/mnist.digits.safetensors again/models.thumbnails.safetensors
sed -i '/"codes": {/,/}/d' again/models.json
codes() { "$train" codes "$1" --data-dir "${2:-$data}"; }
check "test images that are others give no codes" refused 1 "t10k-labels-idx1-ubyte: expected SHA-256" codes again/vae.safetensors altered
check "codes are made of a model that is published already" succeeds codes again/vae.safetensors
check "and they are the same" diff -r models again
check "made again, they stay" grep -q "as they should be" <(codes again/vae.safetensors)
check "a model that is not listed gets none" refused 1 "lists no model lenet.safetensors" codes again/lenet.safetensors
check "nor do codes themselves" refused 2 "none of the files is a model" codes again/vae.codes.safetensors
mkdir others
cp "$models"/{models.json,gan.safetensors,lenet.safetensors} others
check "a classifier is left out" grep -q "a classifier, left out" <(codes others/lenet.safetensors)
check "and nothing is written for it" [ "$(ls others)" = "$(printf 'gan.safetensors\nlenet.safetensors\nmodels.json')" ]
check "a model without an encoder has no codes, but thumbnails" succeeds codes others/gan.safetensors
check "which are listed" grep -q '"file": "models.thumbnails.safetensors"' others/models.json
check "and no others" [ "$(ls others/*.codes.* others/*.thumbnails.* 2>/dev/null)" = others/models.thumbnails.safetensors ]
if long; then
  check "evaluate measures the model file" succeeds evaluate models/vae.safetensors file.json
  check "as the checkpoint, up to rounding in the file" awk -v a="$loss" -v b="$(value file.json vae elbo_loss_nats)" \
    'BEGIN { d = a - b; exit !(b > 0 && d < 0.01 * a && d > -0.01 * a) }'
fi
check "zscape inspect reads it" succeeds "$zscape" inspect models/vae.safetensors
size=$(stat -c %s models/vae.safetensors)
printf '\x55' | dd of=models/vae.safetensors bs=1 seek=$((size - 1000)) conv=notrunc status=none
check "evaluate refuses it with one byte changed" refused 1 "SHA-256" evaluate models/vae.safetensors x.json
check "codes refuses it with one byte changed" refused 1 "is not the published file" codes models/vae.safetensors
check "zscape inspect refuses it with one byte changed" refused 1 "SHA-256" "$zscape" inspect models/vae.safetensors

summary
