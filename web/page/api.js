// window.zscape for other people's scripts: what is shown, changing it, the model in use, and word of every change. hook.js adds what
// tests ask.
//
//   state()            what is shown, by the names that links use: { model, tab, seed, temperature, ... }. Codes (stage, a, b, ...)
//                      are Float32Arrays; a seed is a string, for it has 64 bits; other numbers are numbers
//   set(changes)       shows something else: set({ seed: 12, stage: codes }); null leaves a name out. Resolves when it is shown,
//                      loading another model first if need be; rejects with what was expected and found, and then nothing changes
//   sample(count, { seed = 0, first = 0, temperature = 1, label })   codes drawn from the model's prior, [count, codeWidth]
//   decode(codes)      [count, codeWidth] to pictures, [count, height * width] in [0, 1]
//   onChange(listener) calls listener(state) after every frame that shows something else; returns a function that ends that

const codes = new Set(['stage', 'a', 'b', 'c', 'd', 'first', 'minus', 'plus', 'cloud', 'origin']);
const texts = new Set(['model', 'tab', 'seed', 'path', 'track', 'wall']);

function toFloats(text) {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new Float32Array(Uint8Array.from(binary, (c) => c.charCodeAt(0)).buffer);
}

function toText(value) {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (!(value instanceof Float32Array)) return String(value);
  const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function parse(text) {
  const value = (key, found) => (codes.has(key) ? toFloats(found) : texts.has(key) || !Number.isFinite(Number(found)) ? found : Number(found));
  return Object.fromEntries([...new URLSearchParams(text)].map(([key, found]) => [key, value(key, found)]));
}

function whole(number, name) {
  if (!Number.isSafeInteger(number) || number < 0) throw new RangeError(`${name}: expected a whole number, found ${number}`);
  return number;
}

/** `app` and `shell` are the page's, `loadModel(id)` opens another model. Call the returned function after every frame. */
export function createApi(app, shell, loadModel) {
  const listeners = new Set();
  let shown = null;
  const state = () => parse(app.viewText(shell));
  const api = {
    state,
    async set(changes) {
      const query = new URLSearchParams(app.viewText(shell));
      for (const [key, value] of Object.entries(changes)) {
        if (value === null) query.delete(key);
        else query.set(key, toText(value));
      }
      const link = [...query].map((pair) => pair.join('=')).join('&');
      const refused = app.refusedLink(link);
      if (refused) throw new RangeError(refused);
      const model = query.get('model');
      if (model !== shell.modelId()) await loadModel(model);
      if (model !== shell.modelId()) throw new RangeError(shell.message() || `model: expected a published model, found "${model}"`);
      shell.applyFragment(link);
    },
    sample(count, { seed = 0, first = 0, temperature = 1, label = -1 } = {}) {
      return app.sample(shell, whole(seed, 'seed'), whole(first, 'first'), whole(count, 'count'), temperature, label);
    },
    decode(rows) {
      const width = app.codeWidth(shell);
      if (!(rows instanceof Float32Array) || rows.length % width !== 0) {
        throw new RangeError(`decode: expected a Float32Array of rows of ${width} values, found ${rows?.length} values`);
      }
      return app.decode(shell, rows);
    },
    onChange(listener) {
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
    for (const listener of listeners) listener(state());
  };
  return { api, notify };
}
