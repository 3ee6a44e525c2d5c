// What the page asks of its WebGL context beyond drawing.
//
// A driver may take the context away at any time, for example while the machine sleeps. It is asked for another one, in which
// the shell draws everything anew.
import { hideCover, showFailure } from './cover.js';

const patienceMilliseconds = 5000;

export const lostContext = 'The graphics driver took the picture away.';

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
      showFailure(lostContext, reload);
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

/**
 * Dear ImGui asks for blending and scissors before each frame and puts them back after it, for others who draw. Here nobody else
 * does, and an answer waits until the GPU has drawn what went before: it is given the values that a new context has.
 */
export function answerAtOnce(context) {
  const { BLEND_SRC_RGB, BLEND_SRC_ALPHA, BLEND_DST_RGB, BLEND_DST_ALPHA, BLEND_EQUATION_RGB, BLEND_EQUATION_ALPHA, SCISSOR_BOX } = context;
  const answers = new Map([
    [BLEND_SRC_RGB, context.ONE], [BLEND_SRC_ALPHA, context.ONE], [BLEND_DST_RGB, context.ZERO], [BLEND_DST_ALPHA, context.ZERO],
    [BLEND_EQUATION_RGB, context.FUNC_ADD], [BLEND_EQUATION_ALPHA, context.FUNC_ADD], [SCISSOR_BOX, new Int32Array(4)],
  ]);
  const ask = context.getParameter.bind(context);
  context.getParameter = (name) => answers.get(name) ?? ask(name);
}
