// The page around the user interface: loads code and weights side by side, then draws frames and carries out what the interface
// asks for (copy a link, load another model).
import createApp from './app.js';
import { createApi } from './api.js';
import { hideCover, showFailure, showProgress } from './cover.js';
import { download, downloadInParts } from './download.js';
import { listen } from './events.js';
import { answerAtOnce, lostContext, surviveContextLoss } from './graphics.js';
import { installHook } from './hook.js';
import { followLinks } from './links.js';
import { carryOutSounds } from './listening.js';
import { keep, registerServiceWorker } from './offline.js';
import { followPreferences, remember } from './preferences.js';

const element = (id) => document.getElementById(id);
const canvas = element('canvas');
const version = new URL(import.meta.url).search;  // of this build; every file of code has it in its URL
const codeUrl = (file) => new URL(file + version, location.href);
const models = new URL('models/', location.href);
const codeBytes = Number(document.querySelector('script[data-code-bytes]').dataset.codeBytes);

const progress = { code: 0, model: 0, modelTotal: null };  // bytes; models.json says how many there are

const report = (part) => (bytes) => {
  progress[part] = bytes;
  showLoading();
};

const showLoading = () => {
  const { code, model, modelTotal } = progress;
  showProgress(code + model, modelTotal === null ? null : codeBytes + modelTotal);
};

// ---- what is downloaded ----

// Remembers a success; a failure, or what was forgotten, is tried anew by the next call.
function once(work) {
  let promise = null;
  const forget = () => (promise = null);
  const get = () => (promise ??= work().catch((error) => {
    forget();
    throw error;
  }));
  return Object.assign(get, { forget });
}

const getApp = once(() => new Promise((resolve, reject) => {
  progress.code = 0;
  createApp({
    canvas,
    instantiateWasm(imports, done) {
      download(`app.wasm${version}`, { expected: codeBytes, report: report('code'), type: 'application/wasm' },
        (response) => WebAssembly.instantiateStreaming(response, imports))
        .then(({ instance, module }) => done(instance, module)).catch(reject);
      return {};
    },
  }).then(resolve, reject);
}));

// models.json as it is, for the shell, which checks every field, and as the list that is needed before the shell is there.
const getManifest = once(async () => {
  const text = await download(new URL(`models.json${version}`, models), {}, (response) => response.text());
  let manifest;
  try {
    manifest = JSON.parse(text);
  } catch (error) {
    throw new Error(`models.json: expected JSON, found: ${error.message}`);
  }
  const entries = manifest?.models;
  const listed = (entry) => typeof entry?.file === 'string' && typeof entry.sha256 === 'string';
  if (!Array.isArray(entries) || entries.length === 0 || !entries.every(listed)) {
    throw new Error('models.json: expected a list of models, each with its file and sha256');
  }
  // What lies beside the models is relied on by the shell alone, which has checked it by the time that it asks.
  const besides = [...entries.map(({ codes }) => codes), ...(manifest.datasets ?? []), manifest.thumbnails].filter(Boolean);
  return { text, entries, besides };
});

// With the hash of the content, so that no cache gives another file of that name.
const weightsUrl = ({ file, sha256 }) => new URL(`${encodeURIComponent(file)}?sha256=${encodeURIComponent(sha256)}`, models);

function getModel(entry, report, signal) {
  return download(weightsUrl(entry), { expected: entry.bytes, report, signal }, (response) => response.arrayBuffer());
}

const generates = (entry) => entry.role === 'generator';

// The model that the URL names, else the first; followLinks() reports a name that is not listed. Where the list tells of a first part,
// that is enough to draw, and the rest follows.
const getFirstModel = once(async () => {
  Object.assign(progress, { model: 0, modelTotal: null });
  const { entries } = await getManifest();
  const id = new URLSearchParams(location.hash.slice(1)).get('model');
  const entry = entries.find((one) => generates(one) && one.id === id) ?? entries.find(generates);
  if (!entry) throw new Error('models.json: expected a model that makes pictures, found none');
  const awaited = entry.first?.bytes ?? entry.bytes;
  progress.modelTotal = awaited;
  const showReceived = report('model');
  const connection = new AbortController();
  const { first, whole } = downloadInParts(weightsUrl(entry), {
    expected: entry.bytes, report: (received) => showReceived(Math.min(received, awaited)), signal: connection.signal,
  }, awaited);
  first.catch(getFirstModel.forget);  // whoever waits for it is told
  try {
    makeContext();  // now that they are on their way: it takes as long as a part of them
  } catch (error) {
    connection.abort();
    throw error;
  }
  return { entry, first, whole, abandon: () => connection.abort() };
});

// Needs the context, but no weights: those may still be on their way.
const getShell = once(async () => {
  const [app, { text }] = await Promise.all([getApp(), getManifest(), getFirstModel()]);
  const shell = app.createShell('#canvas', devicePixelRatio);
  if (typeof shell === 'string') throw new Error(shell);
  shell.setManifest(text);  // checks every field, the hashes among them, before any is relied on
  return shell;
});

let context = null;  // that the shell draws with: asked for again, a canvas gives the one that it has

function makeContext() {
  if (context !== null) return;
  context = canvas.getContext('webgl2', { alpha: false, depth: false, stencil: false, antialias: false });
  if (context === null) {
    throw lacking('zscape draws with WebGL 2, and this browser does not offer it. A current browser with hardware acceleration does.');
  }
  answerAtOnce(context);
}

// The error of a browser with which trying again is of no use.
const lacking = (message) => Object.assign(new Error(message), { isFinal: true });

async function load() {
  showLoading();
  try {
    if (typeof WebAssembly !== 'object') throw lacking('zscape runs WebAssembly, and this browser does not offer it.');
    const firstPart = getFirstModel().then(({ first }) => first);
    const [app, shell, model, first] = await Promise.all([getApp(), getShell(), getFirstModel(), firstPart]);
    if (context.isContextLost()) throw new Error(lostContext);
    start(app, shell, model, first);
  } catch (error) {
    if (context?.isContextLost()) showFailure(lostContext, () => location.reload());  // before start() nobody asks for it back
    else showFailure(error.message, error.isFinal ? null : load);
  }
}

// ---- once everything is there ----

function start(app, shell, { entry, whole, abandon }, first) {
  const open = () => (entry.first ? shell.openFirst(first, entry.id) : shell.openFile(first, entry.id, entry.sha256));
  const refused = shell.message() || open();
  if (refused) {
    abandon();
    shell.delete();
    keep(weightsUrl(entry), null);
    for (const get of [getManifest, getFirstModel, getShell]) get.forget();
    throw new Error(refused);
  }
  const stats = { frames: 0, lastMilliseconds: 0, worstMilliseconds: 0 };
  const commands = commandTable(app, shell);
  const sounds = carryOutSounds(app, shell, codeUrl);
  const { api, notify } = createApi(app, shell, commands.loadModel);
  const drawFrame = frameFunction(shell, commands, sounds, stats, notify);
  followPreferences(shell);
  followLinks(shell, commands.loadModel);
  openDroppedFiles(shell, commands.cancelLoad);
  listen(shell, drawFrame, canvas, element('typing'));
  installHook(shell, drawFrame, stats, api, sounds.state);
  surviveContextLoss(shell, canvas);
  hideCover();
  canvas.focus();
  keepDrawing(shell, drawFrame);
  complete(shell, entry, whole).then(idle).then(registerServiceWorker);
}

// Takes in what follows the first part. When it does not come, what is drawn stays, and a banner offers to try again.
async function complete(shell, entry, whole) {
  try {
    const bytes = await whole();
    const refused = shell.complete(bytes, entry.id);
    keep(weightsUrl(entry), refused ? null : bytes);
    if (refused) throw new Error(refused);
  } catch (error) {
    shell.completeFailed(entry.id, error.message);
  }
}

// A function that draws one frame at the canvas's present size, and sees to what the interface asked for. Pictures that take long
// follow in later frames unless it must be complete.
function frameFunction(shell, commands, carryOut, stats, notify) {
  let last = null;
  return (complete = false) => {
    const now = performance.now();
    fitCanvas(shell);
    shell.frame(last === null ? 0 : (now - last) / 1000, complete);
    last = now;
    canvas.style.cursor = shell.cursor();
    speak('spoken', shell.spoken());
    speak('happened', shell.announcement());
    for (const { kind, argument, bytes } of shell.takeCommands()) commands[kind](argument, bytes);
    carryOut();
    stats.frames += 1;
    stats.lastMilliseconds = performance.now() - now;
    stats.worstMilliseconds = Math.max(stats.worstMilliseconds, stats.lastMilliseconds);
    notify();
  };
}

// A screen reader reads what changes.
function speak(id, text) {
  if (element(id).textContent !== text) element(id).textContent = text;
}

function fitCanvas(shell) {
  const { clientWidth, clientHeight } = canvas;
  const width = Math.round(clientWidth * devicePixelRatio);
  const height = Math.round(clientHeight * devicePixelRatio);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  shell.resize(clientWidth, clientHeight, devicePixelRatio);
}

// Draws while something changes. The browser calls back for visible tabs only, so a hidden one sleeps altogether.
function keepDrawing(shell, drawFrame) {
  const tick = () => {
    try {
      fitCanvas(shell);
      if (shell.wantsFrame()) drawFrame();
    } catch (error) {
      showFailure(`zscape has stopped: ${error.message}`, () => location.reload());
      return;
    }
    requestAnimationFrame(tick);
  };
  tick();
}

function commandTable(app, shell) {
  let loading = null;        // the newest model request; a later one ends it
  let asked = { id: null };  // the model that it is for, and what follows once that is open, at whichever try
  return {
    copyLink: (fragment) => copy(shell, `${location.href.split('#')[0]}#${fragment}`),
    copyText: (text) => copy(shell, text),
    // Resolves to whether the model is open. opened() is called when it is, after another try too, unless another model was asked
    // for or the person cancelled.
    async loadModel(id, opened) {
      loading?.abort();
      if (opened || id !== asked.id) asked = { id, opened };
      const { signal } = (loading = new AbortController());
      try {
        const entry = (await getManifest()).entries.find((one) => generates(one) && one.id === id);
        if (!entry) throw new Error(`models.json lists no model "${id}"`);
        shell.showLoading(id, 0);
        const bytes = await getModel(entry, (received) => shell.showLoading(id, received / entry.bytes), signal);
        signal.throwIfAborted();
        const refused = shell.openFile(new Uint8Array(bytes), entry.id, entry.sha256);
        keep(weightsUrl(entry), refused ? null : bytes);
        if (refused) throw new Error(refused);
      } catch (error) {
        if (signal.aborted) return false;
        shell.offerAgain(error.message, id);
        shell.hideLoading();
        return false;
      }
      asked.opened?.();
      asked = { id: null };
      return true;
    },
    cancelLoad() {
      loading?.abort();
      asked = { id: null };
      shell.hideLoading();
    },
    // In the background; its row in the comparison says how far it is, or what went wrong.
    async loadPeer(id) {
      try {
        const entry = (await getManifest()).entries.find((one) => one.id === id);
        const bytes = await getModel(entry, (received) => shell.showPeerLoading(id, received / entry.bytes));
        const refused = shell.openPeer(new Uint8Array(bytes), id);
        keep(weightsUrl(entry), refused ? null : bytes);
        if (refused) throw new Error(refused);
      } catch (error) {
        shell.peerFailed(id, error.message);
      }
    },
    // In the background; the Listen tab says how far it is, or what went wrong.
    async loadSounds(id) {
      try {
        const entry = (await getManifest()).entries.find((one) => one.id === id);
        const bytes = await getModel(entry, (received) => app.showSoundsLoading(shell, received / entry.bytes));
        const refused = app.openSounds(shell, new Uint8Array(bytes), id);
        keep(weightsUrl(entry), refused ? null : bytes);
        if (refused) throw new Error(refused);
      } catch (error) {
        app.soundsFailed(shell, id, error.message);
      }
    },
    // In the background: without it there are no verdicts, which is no reason for a banner; it is said where they would be.
    async loadClassifier(id) {
      try {
        await idle();
        const entry = (await getManifest()).entries.find((one) => one.id === id);
        const bytes = await getModel(entry, () => {});
        const refused = shell.openClassifier(new Uint8Array(bytes), id, entry.sha256);
        keep(weightsUrl(entry), refused ? null : bytes);
        if (refused) throw new Error(refused);
      } catch (error) {
        shell.classifierFailed(id, error.message);
        console.warn(`zscape: no verdicts: ${id}: ${error.message}`);
      }
    },
    // Likewise: what the test set's codes and digits would show says why they are not there.
    async loadBeside(name) {
      try {
        const { besides } = await getManifest();
        const listed = besides.find(({ file }) => file === name);
        const bytes = await getModel(listed, () => {});
        const refused = shell.openBeside(new Uint8Array(bytes), name);
        keep(weightsUrl(listed), refused ? null : bytes);
        if (refused) throw new Error(refused);
      } catch (error) {
        shell.besideFailed(name, error.message);
        console.warn(`zscape: ${error.message}`);
      }
    },
    // Nothing is awaited before it: a browser shows its dialog only soon after a press.
    chooseFile() {
      try {
        element('file').showPicker();
      } catch {
        shell.showError('The browser did not let the page choose a file; one can be dropped onto the page too.');
      }
    },
    saveFile: save,
    remember,
  };
}

// A name as people expect it among their downloads.
function save(name, bytes) {
  const url = URL.createObjectURL(new Blob([bytes]));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);  // the browser reads it when it gets round to it
}

// When the browser has nothing better to do.
function idle() {
  return new Promise((done) => (window.requestIdleCallback ? requestIdleCallback(done, { timeout: 2000 }) : setTimeout(done, 200)));
}

async function copy(shell, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without permission, or over plain HTTP, there is only the old way.
    const area = document.body.appendChild(Object.assign(document.createElement('textarea'), { value: text }));
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    canvas.focus();
    if (!copied) shell.showError('The browser did not let the page copy the link; the address bar holds it too.');
  }
}

const mostDroppedBytes = 256e6;  // of a file that is read into memory as a whole

// Weights that are opened end the download of others, which would replace them.
function openDroppedFiles(shell, cancelLoad) {
  const open = async (file) => {
    if (file.size > mostDroppedBytes) {
      throw new Error(`${file.name}: expected at most ${mostDroppedBytes} bytes, found ${file.size}`);
    }
    const bytes = await file.arrayBuffer().catch(() => {
      throw new Error(`${file.name}: expected a file that can be read, found a folder or a file that is gone`);
    });
    if (shell.openDropped(new Uint8Array(bytes), file.name)) cancelLoad();  // shows what is wrong by itself
  };
  const openAll = async (files) => {  // weights and latents of them, say
    for (const file of files) await open(file);
  };
  const take = (files) => openAll([...files]).catch((error) => shell.showError(error.message));
  window.addEventListener('dragover', (event) => event.preventDefault());
  window.addEventListener('drop', (event) => {
    event.preventDefault();
    take(event.dataTransfer.files);
  });
  element('file').addEventListener('change', ({ target }) => {
    take(target.files);
    target.value = '';  // the same file can be chosen again
  });
}

load();
