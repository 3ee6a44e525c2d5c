// Fetches the published files that the user interface asks for once the page is drawn, and tells it how far they are.
import { download } from '../shared/download.js';
import { keep } from './offline.js';
import { idle } from './promises.js';
import { findGenerator, findModel, findSideFile, listedUrl } from './published.js';

/**
 * What a file can be wanted for, by the names of web/shell/purposes.cpp, and for each purpose:
 * - find(name): its entry in models.json; a model's, unless something else is said
 * - waits: whether it can wait until the browser has nothing better to do
 * - reports: whether the interface shows how far it is
 * - missing: what the console says of one that did not come, which is no reason for a banner
 */
const purposes = {
  model: { find: findGenerator, reports: true },
  restOfModel: {},  // of the first one, of which a part is drawn already
  peer: { reports: true },
  sounds: { reports: true },
  classifier: { waits: true, missing: (id) => `no verdicts: ${id}: ` },
  sideFile: { find: findSideFile, missing: () => '' },
};

const downloadListed = (file, options) => download(listedUrl(file), { expected: file.bytes, ...options },
  async (response) => new Uint8Array(await response.arrayBuffer()));

/** { fetchFile, loadModel, cancelModel } for the shell. */
export function createFetches(shell) {
  // Resolves to whether the file is in use. `get(file, { report, signal })` gives its bytes.
  async function fetchFile(purpose, name, { get = downloadListed, signal } = {}) {
    const { find = findModel, waits, reports, missing } = purposes[purpose];
    const progress = (fraction) => reports && !signal?.aborted && shell.fetchProgress(purpose, name, fraction);
    try {
      progress(0);
      if (waits) await idle();
      const file = await find(name);
      const bytes = await get(file, { report: (received) => progress(received / file.bytes), signal });
      signal?.throwIfAborted();
      const refused = shell.fetchArrived(purpose, name, bytes);
      keep(listedUrl(file), refused ? null : bytes);
      if (refused) throw new Error(refused);
      return true;
    } catch (error) {
      if (signal?.aborted) return false;
      shell.fetchFailed(purpose, name, error.message);
      if (missing) console.warn(`zscape: ${missing(name)}${error.message}`);
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
  }

  return { fetchFile, loadModel, cancelModel };
}
