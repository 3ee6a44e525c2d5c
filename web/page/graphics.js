// A driver may take the WebGL context away at any time, for example while the machine sleeps. It is asked for another one, in which
// the shell draws everything anew.
import { hideCover, showFailure } from './cover.js';

const patienceMilliseconds = 5000;

const reload = () => location.reload();

export function surviveContextLoss(shell, canvas) {
  let giveUp;
  let covered = false;
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();  // or it would not come back
    shell.loseGraphics();
    clearTimeout(giveUp);
    giveUp = setTimeout(() => {
      covered = true;
      showFailure('The graphics driver took the picture away.', reload);
    }, patienceMilliseconds);
  });
  canvas.addEventListener('webglcontextrestored', () => {
    clearTimeout(giveUp);
    const refused = shell.restoreGraphics();
    if (canvas.getContext('webgl2').isContextLost()) return;  // again; its event is still to come
    if (refused) showFailure(refused, reload);
    else if (covered) hideCover();
    covered = refused !== '';
  });
}
