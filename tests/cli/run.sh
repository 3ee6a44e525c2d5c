#!/usr/bin/env bash
# The real command line: sheets, interpolations, latents, sounds, plots, inspection, refusals and exit codes.
#   tests/cli/run.sh BUILD_DIR
set -u
[ $# -eq 1 ] || { echo "usage: $0 BUILD_DIR" >&2; exit 2; }
zscape=$(realpath "$1")/native/cli/zscape
corpus=$(realpath "$1")/tests/fuzz_corpus
tests=$(realpath "$(dirname "$0")/..")
models=$tests/../assets/models
. "$tests/checks.sh"

check "sample writes a sheet" "$zscape" sample --model vae --seed 7 --count 64 -o sample.png
check "64 digits make an 8x8 sheet" test "$(dimensions sample.png)" = 238x238
check "sample again" "$zscape" sample --model "$models/vae.safetensors" --seed 7 --count 64 -o again.png
check "the same seed gives the same file" cmp sample.png again.png
check "sample another seed" "$zscape" sample --seed 8 -o other.png
check "a leading zero means nothing" "$zscape" sample --model vae --seed 007 --count 64 -o padded.png
check "seed 007 is seed 7" cmp sample.png padded.png
check "another seed gives another file" test "$(cmp -s sample.png other.png; echo $?)" = 1
check "interpolate writes a strip" "$zscape" interpolate --seed 7 --from 0 --to 5 --steps 11 -o strip.png
check "11 steps make one row of 11" test "$(dimensions strip.png)" = 328x28
check "a linear path" "$zscape" interpolate --seed 7 --from 0 --to 5 --path linear -o linear.png
check "differs from the spherical one" test "$(cmp -s strip.png linear.png; echo $?)" = 1

apng() { python3 "$tests/cli/read_apng.py" "$1"; }
check "interpolate animates" "$zscape" interpolate --seed 7 --from 0 --to 5 --animate -o walk.png
check "there and back, every end once" test "$(apng walk.png)" = "224x224, 48 frames, 25 different, 40 ms, there and back"
check "in as many steps as asked for" "$zscape" interpolate --steps 2 --animate -o short.png
check "two of which are two frames" test "$(apng short.png)" = "224x224, 2 frames, 2 different, 40 ms, there and back"

for format in json csv; do
  check "sample writes latents as $format" "$zscape" sample --seed 7 --count 64 --latents codes.$format -o beside.png
  check "beside the same sheet" cmp beside.png sample.png
  check "decode makes that sheet of them" "$zscape" decode codes.$format -o decoded.png
  check "to the last bit" cmp decoded.png sample.png
done
check "JSON that other programs read" python3 -c 'import json; d = json.load(open("codes.json")); assert len(d["codes"]) == 64 and d["model"] == "vae"'
check "CSV with a header and a line for each" test "$(head -c 8 codes.csv; wc -l <codes.csv)" = z00,z01,65
check "latents of vae2d" "$zscape" sample --model vae2d --seed 7 --count 64 --latents vae2d.json -o plane.png
check "are decoded by the model that they name" "$zscape" decode vae2d.json -o decoded.png
check "to the same sheet" cmp decoded.png plane.png
check "by no other one" refused 1 'expected "model" "vae", found "vae2d"$' "$zscape" decode --model vae vae2d.json -o no.png
sed 's/"vae2d"/"vae3d"/' vae2d.json >vae3d.json
check "latents of a model that is not published" refused 1 'no published model "vae3d".*vae2d' "$zscape" decode vae3d.json -o no.png
sed "s|\"vae2d\"|\"$models/vae.safetensors\"|" vae2d.json >path.json
check "latents that name a file" refused 1 'no published model ".*/vae.safetensors"' "$zscape" decode path.json -o no.png
sed 's/"codes"/"model"/' vae2d.json >twice.json
check "latents that name two models" refused 1 'twice.json: .*"model" appears twice' "$zscape" decode twice.json -o no.png
check "latents of another model" refused 1 'codes.json: the latents are of another model: expected "model" "vae2d", found "vae"$' \
  "$zscape" decode --model vae2d codes.json -o no.png
check "latents of another width" refused 1 'codes.csv: .*expected the columns z00 to z01' "$zscape" decode --model vae2d codes.csv -o no.png
sed '3s/,[^,]*/,x/' codes.csv >wrong.csv
check "a value that is no number" refused 1 'wrong.csv: .*expected a finite number as z01 in line 3, found "x"' "$zscape" decode wrong.csv -o no.png
printf '{"\\u001b[2J": 1}' >steering.json
check "a file that would steer the terminal" refused 1 'unknown key "\?\[2J"' "$zscape" decode steering.json -o no.png
check "latents that are missing" refused 1 "No such file" "$zscape" decode nothing.csv -o no.png
check "no latents" refused 2 "required" "$zscape" decode -o no.png
check "a format that there is not" refused 2 "ends in .json or .csv, found codes.txt" "$zscape" sample --latents codes.txt -o no.png
check "no codes were written either" test ! -e codes.txt
check "a place for codes that is not writable" refused 1 "cannot write" "$zscape" sample --latents missing/codes.csv -o no.png

"$zscape" inspect "$models/vae.safetensors" >inspect.txt
for pattern in 'fc1.weight +\[400, 784\]' 'golden +verified' 'dataset +MNIST' 'linear 20 -> 400' 'stored as (F16|I8)'; do
  check "inspect shows $pattern" grep -qE "$pattern" inspect.txt
done

"$corpus" small
conditional=small/conditional.safetensors
check "a conditional model samples its classes in turn" "$zscape" sample --model $conditional --count 4 -o turns.png
check "one class" "$zscape" sample --model $conditional --count 4 --label 1 -o ones.png
check "is another sheet" not cmp -s turns.png ones.png
check "latents with classes" "$zscape" sample --model $conditional --count 4 --latents turns.csv -o turns.png
check "have a column for each" grep -qx 'z00,z01,z02,c0,c1' turns.csv
check "and come back" "$zscape" decode --model $conditional turns.csv -o turned.png
check "as the same digits" cmp turned.png turns.png
check "a path within a class" "$zscape" interpolate --model $conditional --label 1 -o within.png
check "a path to another class" "$zscape" interpolate --model $conditional --label 1 --to-label 0 -o across.png
check "differs from it" not cmp -s within.png across.png
check "a class that there is not" refused 2 "label 2: expected a class of model tiny-conditional, 0 to 1" \
  "$zscape" sample --model $conditional --label 2 -o no.png
check "a class to end at that there is not" refused 2 "to-label: expected a whole number" "$zscape" interpolate --model $conditional --to-label -1 -o no.png
check "a label of a model without classes" refused 2 "model vae has no classes" "$zscape" sample --label 1 -o no.png
check "a classifier decodes nothing" refused 1 "tiny-classifier has no decoder" "$zscape" decode --model small/classifier.safetensors codes.csv -o no.png
check "a classifier generates nothing" refused 1 "tiny-classifier has no decoder" "$zscape" sample --model small/classifier.safetensors -o no.png
check "a model with a fitted prior samples" "$zscape" sample --model small/fitted.safetensors -o fitted.png
check "not from N(0, I)" not cmp -s fitted.png <("$zscape" sample --model small/golden.safetensors -o plain.png; cat plain.png)

"$zscape" inspect $conditional >inspect_conditional.txt
for pattern in 'classes +2' 'in \[-1, 1\]' 'embedding 2 -> 1' 'transposed convolution 4 -> 2, kernel 2, stride 1, padding 0, no bias' \
    'batch normalisation of 2' 'leaky relu, slope 0.2' 'reshape to \[4, 1, 1\]' 'stored as I8' 'decoder, [0-9]+ multiply-adds'; do
  check "inspect shows $pattern" grep -qE "$pattern" inspect_conditional.txt
done
check "inspect shows the fitted prior" grep -q 'mixture of 2 Gaussians of rank 2' <("$zscape" inspect small/fitted.safetensors)

check "export writes the decoder" "$zscape" export --format onnx vae
check "by the name of model and part" test -s vae.decoder.onnx
check "from a weights file" "$zscape" export --format onnx "$models/vae.safetensors" --part decoder -o again.onnx
check "the same file" cmp vae.decoder.onnx again.onnx
for name in fc3.weight fc3.bias fc4.weight fc4.bias batch Gemm Sigmoid pictures; do
  check "which holds $name" grep -qa "$name" vae.decoder.onnx
done
check "and no encoder" not grep -qa fc1.weight vae.decoder.onnx
check "export writes an encoder" "$zscape" export --format onnx vae --part encoder -o encoder.onnx
for name in fc21.weight fc22.weight log_variance; do
  check "which holds $name" grep -qa "$name" encoder.onnx
done
check "export writes a classifier" "$zscape" export --format onnx lenet --part classifier -o classifier.onnx
for name in conv1.weight fc2.bias Softmax probabilities; do
  check "which holds $name" grep -qa "$name" classifier.onnx
done
check "a class to generate is an input" "$zscape" export --format onnx $conditional -o conditional.onnx
check "beside its embedding" grep -qa embedding.weight conditional.onnx
check "batch normalisation that was not folded" grep -qa BatchNormalization conditional.onnx
check "a format that there is not" refused 2 "format: torchscript not in {onnx}" "$zscape" export --format torchscript vae -o no.onnx
check "no format" refused 2 "format is required" "$zscape" export vae -o no.onnx
check "a part that there is not" refused 2 "part" "$zscape" export --format onnx vae --part discriminator -o no.onnx
check "a decoder that there is not" refused 1 "lenet has no decoder" "$zscape" export --format onnx lenet -o no.onnx
check "an encoder that there is not" refused 1 "gan has no encoder" "$zscape" export --format onnx gan --part encoder -o no.onnx
check "a classifier that there is not" refused 1 "vae has no classifier" "$zscape" export --format onnx vae --part classifier -o no.onnx
check "a place for it that is not writable" refused 1 "cannot write missing/no.onnx" "$zscape" export --format onnx vae -o missing/no.onnx
check "a disk that is full leaves what was there" refused 1 "cannot write" bash -c "ulimit -f 100; trap '' XFSZ; '$zscape' export --format onnx sae -o again.onnx"
check "to the last byte, and nothing beside it" test "$(cmp vae.decoder.onnx again.onnx && find . -name '*again.onnx*' | wc -l)" = 1
check "export of an unknown model" refused 1 'no published model "nope".*vae' "$zscape" export --format onnx nope -o no.onnx
check "export of a weights file that is none" refused 1 "models.json: .*" "$zscape" export --format onnx "$models/models.json" -o no.onnx

voice=small/voice.safetensors  # sounds of 2000 samples
wave=small/wave.safetensors
samples() { soxi -s "$1"; }
check "a model of sounds samples to a WAV file" "$zscape" sample --model $voice --count 5 -o five.wav
check "which sox reads" test "$(soxi -r five.wav; soxi -c five.wav; soxi -b five.wav)" = $'16000\n1\n16'
check "five of them, 0.2 s apart" test "$(samples five.wav)" = $((5 * 2000 + 4 * 3200))
check "ten when nothing says how many" "$zscape" sample --model $voice -o ten.wav
check "which begin with those five" cmp -i 44 -n $((2 * $(samples five.wav))) five.wav ten.wav
check "and end with five more" test "$(samples ten.wav)" = $((10 * 2000 + 9 * 3200))
check "a file each" "$zscape" sample --model $voice --count 12 --each -o each.wav
check "numbered" test "$(echo each*)" = "$(echo each-{00..11}.wav)"
check "each is what it is among the others" cmp <(sox each-03.wav -t raw -) <(sox five.wav -t raw - trim 15600s 2000s)
check "one digit" "$zscape" sample --model $voice --count 5 --digit 1 -o ones.wav
check "says something else" not cmp -s ones.wav five.wav
check "a digit is a label" "$zscape" sample --model $voice --count 5 --label 1 -o labelled.wav
check "so that is the same" cmp ones.wav labelled.wav
check "sounds as spectrograms" "$zscape" sample --model $voice --count 5 -o five.png
check "in a sheet as square as it gets" test "$(dimensions five.png)" = 258x100
check "a model of waves" "$zscape" sample --model $wave --count 2 --latents wave.csv -o wave.wav
check "sounds too" test "$(samples wave.wav)" = 7200
check "and is seen" "$zscape" sample --model $wave --count 2 -o wave.png
check "its latents" "$zscape" decode --model $wave wave.csv -o decoded.wav
check "sound the same" cmp decoded.wav wave.wav
check "latents of a voice" "$zscape" sample --model $voice --count 5 --latents voice.json -o again.wav
check "are decoded" "$zscape" decode --model $voice voice.json -o decoded.wav
check "to the same sounds" cmp decoded.wav five.wav
check "from one sound to another" "$zscape" interpolate --model $voice --digit 1 --to-digit 0 -o walk.wav
check "in 11 steps without gaps" test "$(samples walk.wav)" = 22000
check "as a strip of spectrograms" "$zscape" interpolate --model $voice --steps 3 -o strip.png
check "side by side" test "$(dimensions strip.png)" = 388x32
check "sounds are not animated" refused 2 "animate: model tiny-voice makes sounds" "$zscape" interpolate --model $voice --animate -o no.png
check "sounds in a file of another format" refused 2 "makes sounds: expected a name that ends in .wav or .png, found no.mp3" \
  "$zscape" sample --model $voice -o no.mp3
check "pictures in a WAV file" refused 2 "model vae makes pictures: expected a name that ends in .png, found no.wav" "$zscape" sample -o no.wav
check "a strip of them" refused 2 "model vae makes pictures" "$zscape" interpolate -o no.wav
check "or of their latents" refused 2 "model vae makes pictures" "$zscape" decode codes.json -o no.wav
check "a picture each" refused 2 "each: expected a name that ends in .wav, found no.png" "$zscape" sample --each -o no.png
check "sounds for which there is no place" refused 1 "cannot write" "$zscape" sample --model $voice --each -o missing/no.wav
cp five.wav kept.wav
check "a disk that is full leaves the sounds that were there" refused 1 "cannot write" \
  bash -c "ulimit -f 2; trap '' XFSZ; '$zscape' sample --model $voice -o kept.wav"
check "to the last sample" cmp kept.wav five.wav

sox -D -n -r 16000 -b 16 own.wav synth 0.5 sine 300:900
for format in "24 signed-integer" "32 signed-integer" "32 floating-point"; do
  read -r bits encoding <<<"$format"
  sox -D own.wav -b "$bits" -e "$encoding" "own.$bits.$encoding.wav"
done
check "encode takes one's own sound" "$zscape" encode own.wav --model $voice -o own.json
check "and writes a code with its class" python3 -c 'import json; d = json.load(open("own.json")); assert d["model"] == "tiny-voice" and len(d["codes"]) == 1 and sum(d["codes"][0][2:]) == 1'
for file in own.24.*.wav own.32.*.wav; do
  check "encode $file" "$zscape" encode "$file" --model $voice -o other.json
  check "is the same code" cmp other.json own.json
done
sox own.wav -b 8 own8.wav
sox own.wav -r 44100 -c 2 stereo.wav
sox own.wav -t wav - 2>/dev/null >piped.wav
check "8 bits, other rates, two channels, a pipe" "$zscape" encode own8.wav stereo.wav piped.wav --model $voice -o several.csv
check "are a line each" test "$(wc -l <several.csv)" = 4
check "what a pipe left is read to its end" test "$(tail -n 1 several.csv)" = "$("$zscape" encode own.wav --model $voice -o own.csv; tail -n 1 own.csv)"
for digit in 0 1; do
  check "as digit $digit" "$zscape" encode own.wav --model $voice --digit $digit -o digit$digit.json
done
check "of which one is nearer" test "$(cmp -s digit0.json own.json; a=$?; cmp -s digit1.json own.json; echo $((a + $?)))" = 1
check "decode" "$zscape" decode --model $voice own.json -o back.wav
check "makes a sound of it" test "$(samples back.wav)" = 2000
check "a model of waves encodes" "$zscape" encode own.wav --model $wave -o own_wave.csv

sox -D -n -r 16000 silence.wav trim 0 1
sox -D -n -r 8000 -b 8 long.wav trim 0 61
printf 'RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x80\x3e\0\0\0\x7d\0\0\2\0\x10\0data\0\0\0\0' >empty.wav
{ head -c 40 own.wav; printf '\0\0\1\0'; tail -c +45 own.wav; } >lying.wav
{ printf 'RIFF\x2c\0\0\0WAVEfmt \x10\0\0\0\3\0\1\0\x80\x3e\0\0\0\xfa\0\0\4\0\x20\0data\x08\0\0\0\0\0\0\0\0\0\xc0\x7f'; } >nan.wav
for command in "encode --model $voice -o no.json" "plot -o no.png"; do
  name=${command%% *}
  # shellcheck disable=SC2086  # words of a command
  {
    check "$name refuses what is no WAV file" refused 1 "codes.json: is no WAV file: expected it to begin with RIFF" "$zscape" $command codes.json
    check "$name refuses no samples" refused 1 "empty.wav: holds no samples" "$zscape" $command empty.wav
    check "$name refuses NaN" refused 1 "nan.wav: holds a sample that is not finite, at 1" "$zscape" $command nan.wav
    check "$name refuses a header that lies" refused 1 'lying.wav: its chunk "data" says that it has 65536 bytes, 16000 are' "$zscape" $command lying.wav
    check "$name refuses a missing file, whatever the others" refused 1 "nothing.wav: No such file" "$zscape" $command own.wav nothing.wav
    check "$name refuses a folder" refused 1 "it is a folder" "$zscape" $command .
    check "$name needs a file" refused 2 "sounds is required" "$zscape" $command
  }
done
check "silence" refused 1 "silence.wav: nothing in it can be heard" "$zscape" encode silence.wav --model $voice -o no.json
check "a sound that is too long" refused 1 "long.wav: lasts 61.0 s: expected at most 60, of which the model hears 0.125" \
  "$zscape" encode long.wav --model $voice -o no.json
check "a model that hears nothing" refused 1 "model vae hears nothing" "$zscape" encode own.wav --model vae -o no.json
check "no model" refused 2 "model is required" "$zscape" encode own.wav -o no.json
check "a digit that it does not know" refused 2 "label 2: expected a class of model tiny-voice" "$zscape" encode own.wav --model $voice --digit 2 -o no.json
check "a digit for waves" refused 2 "tiny-wave has no classes" "$zscape" encode own.wav --model $wave --digit 1 -o no.json
check "latents of no format" refused 2 "ends in .json or .csv, found no.wav" "$zscape" encode own.wav --model $voice -o no.wav
check "a model that makes no sounds" refused 1 "voice-lenet tells sounds apart and makes none" "$zscape" encode own.wav --model voice-lenet -o no.json
check "a place for latents that is not writable" refused 1 "cannot write" "$zscape" encode own.wav --model $voice -o missing/no.json

check "plot" "$zscape" plot own.wav -o plot.png
check "draws one panel" test "$(dimensions plot.png)" = 976x472
check "the original above what was generated" "$zscape" plot own.wav back.wav stereo.wav -o plots.png
check "draws one below the other" test "$(dimensions plots.png)" = 976x1368
check "silence is drawn" "$zscape" plot silence.wav -o silence.png
head -c 44 own.wav >hour.wav
printf '\0\xd0\xdd\6' | dd of=hour.wav bs=1 seek=40 conv=notrunc status=none
truncate -s $((44 + 3600 * 32000)) hour.wav
grep -q __asan_init "$zscape" ||  # which reserves more
  check "an hour in less memory than the file has bytes" bash -c "ulimit -v 60000; '$zscape' plot hour.wav -o hour.png"
check "which says on a terminal how far it is" bash -c "script -qc \"'$zscape' plot hour.wav -o hour.png\" /dev/null | grep -qE 'reading hour.wav [0-9]+/3600  [0-9]+ seconds/s'"
check "as one panel" test "$(dimensions hour.png)" = 976x472
check "an empty digit is refused" refused 2 'found ""' "$zscape" sample --model voice --digit "" -o no.wav
check "an error is one line, whatever a file is called" refused 1 'cannot read a\?b' "$zscape" encode $'a\nb' --model voice -o no.json
printf '{"model": "voice", "codes": [[1' >cut.json
check "latents that break off say where" refused 1 "cut.json: the file of latents.*at byte" "$zscape" decode cut.json -o no.wav
check "a plot in another format" refused 2 "ends in .png, found own.wav" "$zscape" plot own.wav -o own.wav
# shellcheck disable=SC2046  # words of a command
check "more files than one can read" refused 2 "sounds: expected at most 16 files, found 17" "$zscape" plot $(yes own.wav | head -n 17) -o no.png
check "a plot without a place" refused 1 "cannot write" "$zscape" plot own.wav -o missing/no.png

check "inspect says what a voice sounds like" grep -qx 'sound    0.125 s at 16000 samples per second, seen as 128 spectra of 64 samples, 16 apart, over 70 dB' \
  <("$zscape" inspect $voice)
check "and waves" grep -qx 'sound    0.125 s at 16000 samples per second, seen as the wave itself' <("$zscape" inspect $wave)
check "export of what makes spectrograms" "$zscape" export --format onnx $voice -o voice.onnx
check "by class" grep -qa embedding.weight voice.onnx
check "and of what reads them" "$zscape" export --format onnx $voice --part encoder -o voice.onnx
check "which is not told the class" not grep -qa classes voice.onnx

size=$(stat -c %s "$models/vae.safetensors")
for offset in $((size - 1)) $((size / 2)) $((size - 600000)); do
  flip_bit "$models/vae.safetensors" "$offset" flipped.safetensors
  check "one flipped bit at byte $offset is refused" refused 1 "tensors are not the published ones" "$zscape" inspect flipped.safetensors
  check "and sample refuses it too" refused 1 "tensors are not the published ones" "$zscape" sample --model ./flipped.safetensors -o no.png
  check "and so does export" refused 1 "tensors are not the published ones" "$zscape" export --format onnx ./flipped.safetensors -o no.onnx
done
cp -r "$models" published
cp flipped.safetensors published/vae.safetensors
check "a published file with another hash is refused" refused 1 "is not the published file" "$zscape" sample --models-dir published -o no.png

head -c 1000 "$models/vae.safetensors" >truncated.safetensors
check "a truncated file" refused 1 "truncated" "$zscape" inspect truncated.safetensors
check "a text file" refused 1 "not a safetensors file" "$zscape" inspect "$models/models.json"
check "codes of a test set" refused 1 "codes or images of a test set; .* not one" "$zscape" inspect "$models/vae.codes.safetensors"
check "images of a test set" refused 1 "codes or images of a test set; .* not one" "$zscape" inspect "$models/mnist.digits.safetensors"
check "a missing file" refused 1 "No such file" "$zscape" inspect nothing.safetensors
check "a folder" refused 1 "it is a folder" "$zscape" inspect .
check "an unknown model" refused 1 'no published model "nope".*vae' "$zscape" sample --model nope -o no.png
check "an unwritable output" refused 1 "cannot write" "$zscape" sample -o missing/no.png
commands='expected a command, one of sample, interpolate, encode, decode, plot, export, inspect; found'
check "no command" refused 2 "^zscape: $commands none; see zscape --help$" "$zscape"
check "an unknown command" refused 2 "^zscape: $commands \"bogus\"; see zscape --help$" "$zscape" bogus
check "an unknown option before a command" refused 2 "$commands \"--colour\"" "$zscape" --colour red
check "an argument too many" refused 2 "not expected: bogus" "$zscape" sample -o no.png bogus
check "no output" refused 2 "required" "$zscape" sample
check "a count of zero" refused 2 "count" "$zscape" sample --count 0 -o no.png
check "a negative seed" refused 2 "seed" "$zscape" sample --seed -1 -o no.png
check "a seed that is too large" refused 2 "whole number below 2\^64" "$zscape" sample --seed 18446744073709551616 -o no.png
check "a temperature that is no number" refused 2 "temperature" "$zscape" sample --temperature nan -o no.png
check "an unknown path" refused 2 "path" "$zscape" interpolate --path bent -o no.png
check "nothing was written by what was refused" test -z "$(find . -name "no.*" -o -name "no-*")"
check "no LibTorch in it" test "$(ldd "$zscape" | grep -c torch)" = 0

summary
