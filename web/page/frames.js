// Draws frames: one when asked, and one after another as long as something changes.
import { showFailure } from './cover.js';
import { canvas, element } from './document.js';

/**
 * A function that draws one frame at the canvas's present size, then calls carryOut() for what the interface asks of the page, and
 * notify(). Pictures that take long follow in later frames, unless the function is called with true: then this frame has them all.
 */
export function frameFunction(shell, carryOut, notify, stats) {
  let last = null;
  return (complete = false) => {
    const now = performance.now();
    fitCanvas(shell);
    shell.frame(last === null ? 0 : (now - last) / 1000, complete);
    last = now;
    canvas.style.cursor = shell.cursor();
    speak('spoken', shell.spoken());
    speak('happened', shell.announcement());
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

/** Draws while something changes. The browser calls back for visible tabs only, so a hidden one sleeps altogether. */
export function keepDrawing(shell, drawFrame) {
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
