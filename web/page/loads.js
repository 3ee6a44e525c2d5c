// What the page loads before it can draw: its code, models.json and the first model, all at once.
import createApp from './app.js';
import { download, downloadInParts } from '../shared/download.js';
import { showProgress } from './cover.js';
import { canvas, codeBytes, codeUrl } from './document.js';
import { makeContext } from './graphics.js';
import { once } from './promises.js';
import { firstGenerator, getPublished, listedUrl } from './published.js';

const progress = { code: 0, model: 0, modelTotal: null };  // bytes; models.json says how many there are

export function showLoading() {
  const { code, model, modelTotal } = progress;
  showProgress(code + model, modelTotal === null ? null : codeBytes + modelTotal);
}

const report = (part) => (bytes) => {
  progress[part] = bytes;
  showLoading();
};

/** The compiled program. */
export const getApp = once(() => new Promise((resolve, reject) => {
  progress.code = 0;
  createApp({
    canvas,
    instantiateWasm(imports, done) {
      download(codeUrl('app.wasm'), { expected: codeBytes, report: report('code'), type: 'application/wasm' },
        (response) => WebAssembly.instantiateStreaming(response, imports))
        .then(({ instance, module }) => done(instance, module)).catch(reject);
      return {};
    },
  }).then(resolve, reject);
}));

/**
 * The model that the address names, else the first: { entry, first, whole, abandon }. A name that is not listed is reported later, when
 * the link is followed. Where models.json tells of a first part of the file, `first` is the promise of that, which is enough to draw, and
 * whole() fetches the rest.
 */
export const getFirstModel = once(async () => {
  Object.assign(progress, { model: 0, modelTotal: null });
  const entry = await firstGenerator(new URLSearchParams(location.hash.slice(1)).get('model'));
  const awaited = entry.first?.bytes ?? entry.bytes;
  progress.modelTotal = awaited;
  const showReceived = report('model');
  const connection = new AbortController();
  const { first, whole } = downloadInParts(listedUrl(entry), {
    expected: entry.bytes, report: (received) => showReceived(Math.min(received, awaited)), signal: connection.signal,
  }, awaited);
  first.catch(getFirstModel.forget);  // whoever waits for it is told
  try {
    makeContext();  // takes a while, so the bytes are asked for before it
  } catch (error) {
    connection.abort();
    throw error;
  }
  return { entry, first, whole, abandon: () => connection.abort() };
});

/** Needs the canvas's context, but no weights: those may still be on their way. */
export const getShell = once(async () => {
  const [app, { text }] = await Promise.all([getApp(), getPublished(), getFirstModel()]);
  const shell = app.createShell('#canvas', devicePixelRatio);
  if (typeof shell === 'string') throw new Error(shell);
  shell.setManifest(text);  // checks every field, the hashes among them, before any is relied on
  return shell;
});

/** The next try loads models.json and the first model anew; the code stays. */
export function forgetFirstModel() {
  for (const get of [getPublished, getFirstModel, getShell]) get.forget();
}
