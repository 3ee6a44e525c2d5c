// Fetches the published files that the user interface asks for once the page is drawn, and tells it how far they are.
import { download } from '../shared/download.js';
import { keep } from './offline.js';
import { idle } from './promises.js';
import { findGenerator, findModel, findSideFile, listedUrl } from './published.js';

/**
 * What a file can be wanted for, and for each purpose:
 * - find(name): its entry in models.json; a model's, unless something else is said
 * - waits: whether it can wait until the browser has nothing better to do
 * - progress(name, fraction), arrived(name, bytes, sha256), failed(name, message): tell the shell; arrived() gives the message of what
 *   is wrong with the file, or ''
 */
const purposes = (app, shell) => ({
  model: {
    find: findGenerator,
    progress: (id, fraction) => shell.showLoading(id, fraction),
    arrived: (id, bytes, sha256) => shell.openFile(bytes, id, sha256),
    failed(id, message) {
      shell.offerAgain(message, id);
      shell.hideLoading();
    },
  },
  // The whole of the first model, of which a part is drawn already. When it does not come, a banner offers to try again.
  whole: {
    arrived: (id, bytes) => shell.complete(bytes, id),
    failed: (id, message) => shell.completeFailed(id, message),
  },
  // Of the comparison, where its row says how far it is, or what went wrong.
  peer: {
    progress: (id, fraction) => shell.showPeerLoading(id, fraction),
    arrived: (id, bytes) => shell.openPeer(bytes, id),
    failed: (id, message) => shell.peerFailed(id, message),
  },
  // The model that speaks; the Listen tab says how far it is, or what went wrong.
  sounds: {
    progress: (id, fraction) => app.showSoundsLoading(shell, fraction),
    arrived: (id, bytes) => app.openSounds(shell, bytes, id),
    failed: (id, message) => app.soundsFailed(shell, id, message),
  },
  // Without it there are no verdicts, which is no reason for a banner; it is said where they would be.
  classifier: {
    waits: true,
    arrived: (id, bytes, sha256) => shell.openClassifier(bytes, id, sha256),
    failed(id, message) {
      shell.classifierFailed(id, message);
      console.warn(`zscape: no verdicts: ${id}: ${message}`);
    },
  },
  // Codes of the test set, digits, thumbnails: what would show them says why they are not there.
  sideFile: {
    find: findSideFile,
    arrived: (name, bytes) => shell.openBeside(bytes, name),
    failed(name, message) {
      shell.besideFailed(name, message);
      console.warn(`zscape: ${message}`);
    },
  },
});

const downloadListed = (file, options) => download(listedUrl(file), { expected: file.bytes, ...options },
  async (response) => new Uint8Array(await response.arrayBuffer()));

/** { fetchFile, loadModel, cancelModel } for the shell of `app`. */
export function createFetches(app, shell) {
  const handlers = purposes(app, shell);

  // Resolves to whether the file is in use. `get(file, { report, signal })` gives its bytes.
  async function fetchFile(purpose, name, { get = downloadListed, signal } = {}) {
    const { find = findModel, waits, progress = () => {}, arrived, failed } = handlers[purpose];
    try {
      if (waits) await idle();
      const file = await find(name);
      progress(name, 0);
      const bytes = await get(file, { report: (received) => progress(name, received / file.bytes), signal });
      signal?.throwIfAborted();
      const refused = arrived(name, bytes, file.sha256);
      keep(listedUrl(file), refused ? null : bytes);
      if (refused) throw new Error(refused);
      return true;
    } catch (error) {
      if (!signal?.aborted) failed(name, error.message);
      return false;
    }
  }

  let loading = null;        // the newest request for a model; a later one ends it
  let asked = { id: null };  // the model that it is for, and what follows once that is open, at whichever try

  // Resolves to whether the model is open. opened() is called when it is, after another try too, unless another model was asked for
  // or the person cancelled.
  async function loadModel(id, opened) {
    loading?.abort();
    if (opened || id !== asked.id) asked = { id, opened };
    loading = new AbortController();
    if (!(await fetchFile('model', id, { signal: loading.signal }))) return false;
    asked.opened?.();
    asked = { id: null };
    return true;
  }

  function cancelModel() {
    loading?.abort();
    asked = { id: null };
    shell.hideLoading();
  }

  return { fetchFile, loadModel, cancelModel };
}
