// window.zscape for other people's scripts: reads and changes what is shown, draws from the model in use, and tells of every change.
// test_hook.js adds what tests ask.
//
//   state()            what is shown, by the names that links use: { model, tab, seed, temperature, ... }. Codes (stage, a, b, ...)
//                      are Float32Arrays; seeds are strings, for they have 64 bits, as are lists; other numbers are numbers
//   set(changes)       shows something else: set({ seed: 12, stage: codes }); null leaves a name out. Resolves when it is shown,
//                      loading another model first if need be, the published one of that id; rejects with what was expected and
//                      found, and then nothing changes but perhaps the model
//   sample(count, { seed = 0, first = 0, temperature = 1, label })   codes drawn from the model's prior, [count, codeWidth]
//   decode(codes)      [count, codeWidth] to pictures, [count, height * width] in [0, 1]
//   onChange(listener) calls listener(state) after every frame that shows something else; returns a function that ends that
import { atLeast, atMost, finiteFloats, labelOf, rowCount, rows, upTo, words } from '../module/checks.mjs';

const mostDimensions = 4096;  // of a code in a link
const mostTemperature = 2;
const codes = new Set(['stage', 'a', 'b', 'c', 'd', 'first', 'minus', 'plus', 'cloud', 'sound', 'sound-a', 'sound-b']);
const texts = new Set(['model', 'tab', 'seed', 'wall', 'frozen', 'path', 'track', 'map', 'map-latents', 'map-seed', 'map-window',
  'map-track', 'family', 'compare', 'sounds', 'pads', 'beat']);

function toFloats(text) {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new Float32Array(Uint8Array.from(binary, (c) => c.charCodeAt(0)).buffer);
}

function toText(key, value) {
  if (!codes.has(key)) return String(typeof value === 'boolean' ? Number(value) : value);
  atMost(mostDimensions, finiteFloats(value, key).length, `${key}: values`);
  const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function parse(text) {
  const value = (key, found) => (codes.has(key) ? toFloats(found) : texts.has(key) ? found : Number(found));
  return Object.fromEntries([...new URLSearchParams(text)].map(([key, found]) => [key, value(key, found)]));
}

// A seed as state() has it, or as a number.
function seedWords(seed) {
  return words(typeof seed === 'string' && /^\d{1,20}$/.test(seed) ? BigInt(seed) : seed, 'seed');
}

/** `app` and `shell` are the page's, `loadModel(id)` resolves to whether it is open. Call the returned function after every frame. */
export function createApi(app, shell, loadModel) {
  const listeners = new Set();
  let shown = null;
  const state = () => parse(app.viewText(shell));
  const linkWith = (changes) => {
    const query = new URLSearchParams(app.viewText(shell));
    for (const [key, value] of Object.entries(changes)) {
      if (value === null) query.delete(key);
      else query.set(key, toText(key, value));
    }
    return [...query].map((pair) => pair.join('=')).join('&');
  };
  const open = async (model) => {
    if (await loadModel(model)) return;
    throw new RangeError(shell.message() || `model: expected to open ${model}, found that something else was asked for meanwhile`);
  };
  const api = {
    state,
    async set(changes) {
      const model = 'model' in changes ? shell.modelToOpen(linkWith(changes)) : '';
      if (model !== '') await open(model);
      const link = linkWith(changes);  // without what did not fit the model
      const refused = app.refusedLink(shell, link);
      if (refused) throw new RangeError(refused);
      shell.applyFragment(link);
    },
    sample(count, { seed = 0, first = 0, temperature = 1, label } = {}) {
      const model = app.modelInUse(shell);
      return app.sample(shell, ...seedWords(seed), atLeast(0, first, 'first'), rowCount(count, model.codeWidth),
        upTo(mostTemperature, temperature, 'temperature'), labelOf(label, model));
    },
    decode(array) {
      const { codeWidth, pixels } = app.modelInUse(shell);
      return app.decode(shell, rows(array, codeWidth, pixels, 'decode'));
    },
    onChange(listener) {
      if (typeof listener !== 'function') throw new TypeError(`onChange: expected a function, found ${listener}`);
      listeners.add(listener);
      shown = app.viewText(shell);
      return () => listeners.delete(listener);
    },
  };
  const notify = () => {
    if (listeners.size === 0) return;
    const text = app.viewText(shell);
    if (text === shown) return;
    shown = text;
    for (const listener of listeners) {
      try {
        listener(state());
      } catch (error) {
        console.error('zscape: a listener of onChange failed:', error);  // theirs to mend; the page goes on
      }
    }
  };
  return { api, notify };
}
