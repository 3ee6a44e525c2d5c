// A person's own files: those that are dropped onto the page or chosen in a dialog, and those that are saved.
import { element } from './document.js';

const mostBytes = 256e6;  // of a file that is read into memory as a whole

/** Nothing may be awaited before it: a browser shows its dialog only soon after a press. */
export function chooseFile(shell) {
  try {
    element('file').showPicker();
  } catch {
    shell.showError('The browser did not let the page choose a file; one can be dropped onto the page too.');
  }
}

/** `name` is what the file is called among the person's downloads. */
export function save(name, bytes) {
  const url = URL.createObjectURL(new Blob([bytes]));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);  // the browser reads it when it gets round to it
}

/** Opens what is dropped or chosen. `cancelModel` ends the download of a model, which would replace one that is opened. */
export function openOwnFiles(shell, cancelModel) {
  const open = async (file) => {
    if (file.size > mostBytes) throw new Error(`${file.name}: expected at most ${mostBytes} bytes, found ${file.size}`);
    const bytes = await file.arrayBuffer().catch(() => {
      throw new Error(`${file.name}: expected a file that can be read, found a folder or a file that is gone`);
    });
    if (shell.openDropped(new Uint8Array(bytes), file.name)) cancelModel();  // shows what is wrong by itself
  };
  const openAll = async (files) => {  // one after another: latents may need the weights that come with them
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
