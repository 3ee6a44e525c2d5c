// What the user interface asks of the page: fetch a file, copy a link, save a picture.
import { canvas } from './document.js';
import { chooseFile, save } from './own_files.js';
import { remember } from './preferences.js';

/** A function that carries out what was asked for since its last call; `fetches` are those of fetches.js. */
export function carryOutCommands(shell, { fetchFile, loadModel, cancelModel }) {
  const carryOut = {
    loadModel: (id) => loadModel(id),
    cancelLoad: cancelModel,
    loadPeer: (id) => fetchFile('peer', id),
    loadSounds: (id) => fetchFile('sounds', id),
    loadClassifier: (id) => fetchFile('classifier', id),
    loadBeside: (name) => fetchFile('sideFile', name),
    copyLink: (fragment) => copy(shell, `${location.href.split('#')[0]}#${fragment}`),
    copyText: (text) => copy(shell, text),
    chooseFile: () => chooseFile(shell),
    saveFile: save,
    remember,
  };
  return () => {
    for (const { kind, argument, bytes } of shell.takeCommands()) carryOut[kind](argument, bytes);
  };
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
