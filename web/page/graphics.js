// The canvas's WebGL context: makes it, and has everything drawn anew when the graphics driver took it away.
//
// A driver may take the context away at any time, for example while the machine sleeps. The browser is asked for another one, in which
// the shell draws everything again.
import { hideCover, showFailure } from './cover.js';
import { canvas } from './document.js';

const patienceMilliseconds = 5000;

/** The error of a browser with which trying again is of no use. */
export const lacking = (message) => Object.assign(new Error(message), { isFinal: true });

export const lostContext = 'The graphics driver took the picture away.';

let context = null;  // that the shell draws with: asked for again, a canvas gives the one that it has

/** Makes the context, if it is not there yet. */
export function makeContext() {
  if (context !== null) return;
  context = canvas.getContext('webgl2', { alpha: false, depth: false, stencil: false, antialias: false });
  if (context === null) {
    throw lacking('zscape draws with WebGL 2, and this browser does not offer it. A current browser with hardware acceleration does.');
  }
  answerAtOnce();
}

export const isContextLost = () => context?.isContextLost() ?? false;

// Dear ImGui asks for blending and scissors before each frame and puts them back after it, in case somebody else draws too. Here nobody
// does, and an answer waits until the GPU has drawn what went before. So it is given the values that a new context has.
function answerAtOnce() {
  const { BLEND_SRC_RGB, BLEND_SRC_ALPHA, BLEND_DST_RGB, BLEND_DST_ALPHA, BLEND_EQUATION_RGB, BLEND_EQUATION_ALPHA, SCISSOR_BOX } = context;
  const answers = new Map([
    [BLEND_SRC_RGB, context.ONE], [BLEND_SRC_ALPHA, context.ONE], [BLEND_DST_RGB, context.ZERO], [BLEND_DST_ALPHA, context.ZERO],
    [BLEND_EQUATION_RGB, context.FUNC_ADD], [BLEND_EQUATION_ALPHA, context.FUNC_ADD], [SCISSOR_BOX, new Int32Array(4)],
  ]);
  const ask = context.getParameter.bind(context);
  context.getParameter = (name) => answers.get(name) ?? ask(name);
}

const reload = () => location.reload();

/** Once the shell draws: from now on a lost context is replaced, with a message where that takes long or fails. */
export function surviveContextLoss(shell) {
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
    if (isContextLost()) return;  // again; its event is still to come
    if (refused) showFailure(refused, reload);
    else if (covered) hideCover();
    covered = refused !== '';
  });
}
