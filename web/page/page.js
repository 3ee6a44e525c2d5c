// Starts the page: loads code and weights side by side, joins the parts of the page to the shell, and draws.
import { createApi } from './api.js';
import { carryOutCommands } from './commands.js';
import { hideCover, showFailure } from './cover.js';
import { canvas, codeUrl, element } from './document.js';
import { createFetches } from './fetches.js';
import { frameFunction, keepDrawing } from './frames.js';
import { isContextLost, lacking, lostContext, surviveContextLoss } from './graphics.js';
import { listenToInput } from './input.js';
import { followLinks } from './links.js';
import { forgetFirstModel, getApp, getFirstModel, getShell, showLoading } from './loads.js';
import { keep, registerServiceWorker } from './offline.js';
import { openOwnFiles } from './own_files.js';
import { followPreferences } from './preferences.js';
import { idle } from './promises.js';
import { listedUrl } from './published.js';
import { createSounds } from '../sound/sound_requests.js';
import { installHook } from './test_hook.js';

async function load() {
  showLoading();
  try {
    if (typeof WebAssembly !== 'object') throw lacking('zscape runs WebAssembly, and this browser does not offer it.');
    const firstPart = getFirstModel().then(({ first }) => first);
    const [app, shell, model, first] = await Promise.all([getApp(), getShell(), getFirstModel(), firstPart]);
    if (isContextLost()) throw new Error(lostContext);
    openFirstModel(shell, model, first);
    start(app, shell, model);
  } catch (error) {
    if (isContextLost()) showFailure(lostContext, () => location.reload());  // before start() nobody asks for it back
    else showFailure(error.message, error.isFinal ? null : load);
  }
}

function openFirstModel(shell, { entry, abandon }, first) {
  const open = () => shell.fetchArrived(entry.first ? 'firstPart' : 'model', entry.id, first);
  const refused = shell.message() || open();
  if (!refused) return;
  abandon();
  shell.delete();
  keep(listedUrl(entry), null);
  forgetFirstModel();
  throw new Error(refused);
}

function start(app, shell, { entry, whole }) {
  const stats = { frames: 0, lastMilliseconds: 0, worstMilliseconds: 0 };
  const fetches = createFetches(shell);
  const sounds = createSounds(app, shell, codeUrl);
  const commands = carryOutCommands(shell, fetches, sounds.carryOut);
  const { api, notify } = createApi(app, shell, fetches.loadModel);
  const carryOut = () => {
    commands();
    sounds.report();
  };
  const drawFrame = frameFunction(shell, carryOut, notify, stats);
  followPreferences(shell);
  followLinks(shell, fetches.loadModel);
  openOwnFiles(shell, fetches.cancelModel);
  listenToInput(shell, drawFrame, canvas, element('typing'));
  installHook(shell, drawFrame, stats, api, sounds.state);
  surviveContextLoss(shell);
  hideCover();
  canvas.focus();
  keepDrawing(shell, drawFrame);
  fetches.fetchFile('restOfModel', entry.id, { get: whole }).then(idle).then(registerServiceWorker);
}

load();
