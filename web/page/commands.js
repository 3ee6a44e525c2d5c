// What the user interface asks of the page: fetch a file, copy a link, save a picture.
import { canvas } from './document.js';
import { chooseFile, save } from './own_files.js';
import { remember } from './preferences.js';

/**
 * A function that carries out what was asked for since its last call; `fetches` are those of fetches.js, `sounds` what sound_requests.js
 * carries out.
 */
export function carryOutCommands(shell, { fetchFile, loadModel, cancelModel }, sounds) {
  const carryOut = {
    fetch: ({ purpose, name }) => (purpose === 'model' ? loadModel(name) : fetchFile(purpose, name)),
    cancelModel,
    copyLink: ({ text }) => copy(shell, `${location.href.split('#')[0]}#${text}`),
    copyText: ({ text }) => copy(shell, text),
    chooseFile: () => chooseFile(shell),
    saveFile: ({ name, bytes }) => save(name, bytes),
    remember: ({ text }) => remember(text),
    ...sounds,
  };
  return () => {
    for (const { kind, ...command } of shell.takeCommands()) carryOut[kind](command);
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
