// Tells the shell what the person does: mouse, touch, pen, wheel, keyboard, paste, a phone's own keyboard.

// ImGui counts buttons left, right, middle; the DOM left, middle, right, and then Back and Forward, which are the browser's.
const buttons = [0, 2, 1];

/**
 * `shell` takes the events, which `drawFrame` shows; `canvas` is where they happen; `typing` is the hidden input that opens a
 * phone's keyboard.
 */
export function listenToInput(shell, drawFrame, canvas, typing) {
  listenToPointer(shell, drawFrame, canvas, typing);
  listenToKeys(shell, typing);
  listenToTyping(shell, typing);
}

function listenToPointer(shell, drawFrame, canvas, typing) {
  const fingers = new Map();  // where each touch is, by its id; the first one moves the pointer
  let pinching = false;       // from a second finger on until all are up
  let held = null;            // button that the shell was told of

  const isFinger = (event) => event.pointerType === 'touch';
  const place = (event) => ({ x: event.offsetX, y: event.offsetY });
  const move = (event) => shell.pointerMove(event.offsetX, event.offsetY);

  canvas.addEventListener('pointerdown', (event) => {
    if (!(event.button in buttons)) return;
    canvas.setPointerCapture(event.pointerId);
    event.preventDefault();
    if (isFinger(event)) {
      fingers.set(event.pointerId, place(event));
      if (fingers.size === 2) {
        pinching = true;
        shell.pointerLeave();  // what the first finger held is let go without a click
        shell.pointerButton(0, false);
        held = null;
      }
      if (pinching) return;
    }
    if (document.activeElement !== typing) canvas.focus();
    move(event);
    held = buttons[event.button];
    shell.pointerButton(held, true);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!isFinger(event)) return move(event);
    if (!fingers.has(event.pointerId)) return;
    const before = spanOf(fingers);
    fingers.set(event.pointerId, place(event));
    if (!pinching) return move(event);
    if (fingers.size !== 2) return;
    const { x, y, apart } = spanOf(fingers);
    shell.pinch(x, y, x - before.x, y - before.y, apart / before.apart);
  });
  const release = (event) => {
    if (isFinger(event)) {
      if (!fingers.delete(event.pointerId)) return;
      if (pinching) {
        pinching = fingers.size > 0;
        return;
      }
    }
    if (held === null) return;
    if (event.type === 'pointerup') move(event);
    else shell.pointerLeave();  // what is cancelled clicks nothing
    shell.pointerButton(held, false);
    held = null;
    if (!isFinger(event)) return;
    shell.pointerLeave();  // a finger that is gone hovers over nothing
    // Only within a gesture does a browser open its keyboard, so whether a text field was touched has to be known now.
    while (shell.hasEvents()) drawFrame();
    if (shell.wantsText()) typing.focus();
    else typing.blur();
  };
  canvas.addEventListener('pointerup', release);
  canvas.addEventListener('pointercancel', release);
  canvas.addEventListener('pointerleave', (event) => isFinger(event) || shell.pointerLeave());
  canvas.addEventListener('contextmenu', (event) => event.preventDefault());
  canvas.addEventListener('wheel', (event) => {
    if (event.ctrlKey) return;  // the browser's own zoom stays available
    event.preventDefault();
    const notch = [100, 3, 1][event.deltaMode];  // pixels, lines or pages that make one notch
    shell.wheel(-event.deltaX / notch, -event.deltaY / notch);
  }, { passive: false });
  window.addEventListener('blur', () => shell.releaseAll());
}

/** The middle of two fingers and their distance, at least 1. */
function spanOf(fingers) {
  const [a, b = a] = fingers.values();
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, apart: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)) };
}

// While the cover is up, Tab has to reach its button.
const isCovered = () => !document.getElementById('cover').hidden;

function listenToKeys(shell, typing) {
  const key = (event, down) => {
    if (event.target instanceof HTMLButtonElement) return;  // the cover's
    shell.modifiers(event.ctrlKey || event.metaKey, event.shiftKey, event.altKey);
    const held = event.ctrlKey || event.metaKey || event.altKey;
    // The hidden input reports what was typed into it, and how it was edited, by itself.
    const typed = event.target === typing && (event.key.length === 1 || event.key === 'Backspace');
    if (event.isComposing || typed) return;
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (name === 'Tab' && (isCovered() || shell.tabLeaves(event.shiftKey))) return;  // moves the focus on, out of the canvas
    const known = shell.key(name, down);
    if (down && event.metaKey) shell.key(name, false);  // macOS tells of no letter's end while Meta is held
    if (known && (!held || name === 'a' || name === 'z')) event.preventDefault();
    if (down && !held && event.key.length === 1) {
      shell.text(event.key);
      event.preventDefault();
    }
  };
  window.addEventListener('keydown', (event) => key(event, true));
  window.addEventListener('keyup', (event) => key(event, false));
  window.addEventListener('paste', (event) => {
    event.preventDefault();
    shell.text(event.clipboardData.getData('text/plain'));
  });
}

function listenToTyping(shell, typing) {
  const filler = '\u200b';  // something to delete, or Backspace would report nothing
  const reset = () => {
    typing.value = filler;
    typing.setSelectionRange(1, 1);
  };
  typing.addEventListener('focus', reset);
  typing.addEventListener('input', (event) => {
    if (event.isComposing) return;
    if (event.inputType.startsWith('delete')) {
      shell.key('Backspace', true);
      shell.key('Backspace', false);
    } else if (event.data) {
      shell.text(event.data);
    }
    reset();
  });
  typing.addEventListener('compositionend', (event) => {
    shell.text(event.data);
    reset();
  });
}
