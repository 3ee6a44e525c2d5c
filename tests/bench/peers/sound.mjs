// A model of sounds as the page runs it: the decoder in zscape_core.wasm, then sound.wasm, which makes its rows audible. Runs in Node and
// in pages.
import { load } from '../../../build/package/zscape.mjs';
import { startProgram } from '../../../web/sound/sound_program.js';

// How its samples sound, in the words of sound_program.js, from the header of its weights.
function formatOf(bytes) {
  const headerBytes = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerBytes)));
  const { rate, samples, spectrogram } = JSON.parse(header.__metadata__['zscape.spec']).sound;
  const { window = 0, hop = 0, width = 0, range_db: rangeDb = 0 } = spectrogram ?? {};
  return { rate, samples, window, hop, width, rangeDb };
}

/** { seconds, decode(), synthesise() }: the length of one sound, and the two halves of its making. `bytesOf` reads a path. */
export async function openSound(bytesOf, weights) {
  const bytes = await bytesOf(weights);
  const model = await load(bytes);
  const program = startProgram(await WebAssembly.compile(await bytesOf('build/site/sound.wasm')));
  const format = formatOf(bytes);
  const code = model.sample(1, 0, 1);
  const row = model.decode(code);
  return {
    seconds: format.samples / format.rate,
    decode: () => model.decode(code),
    synthesise: () => program.audible({ row, format }),
  };
}
