// Puts window.zscape in place: what api.js offers to other people's scripts, and what tests ask of the running page besides. Tests only
// read, and frame() draws what the page would draw.
//
//   fragment()   the permalink's fragment of what is shown now, exact to the last bit
//   message()    the error that is shown, or ''
//   frame()      draws now, until no event that has arrived is left and every picture is complete, and returns when that is drawn
//   tiles()      { count, height, width, pixels, groups }: every picture of the last frame, read back from the GPU, [count, height,
//                width]; groups: [{ role, key, first, count, ids }], what they are
//   draws()      [{ tile, x, y, width, height }]: where the last frame drew them, CSS pixels
//   widgets()    [{ name, value, x, y, width, height }]: what pointer and keyboard can act on, in the order of Tab; CSS pixels
//   verdict()    { label, probability } that the classifier reads on the stage, or null
//   picture()    { height, width, pixels }: the canvas as the last frame() left it, RGB; ask in the same task as frame()
//   sound()      { step, loopPosition, peak, recordedSeconds } of what is heard and recorded, or null before the first sound
//   heapBytes()  size of the WebAssembly memory
//   stats        { frames, lastMilliseconds, worstMilliseconds }: CPU time of the frames so far

export function installHook(shell, frame, stats, api, sound) {
  window.zscape = Object.freeze({
    ...api,
    fragment: () => shell.fragment(),
    message: () => shell.message(),
    frame: () => {
      do frame(true);  // a press and its release are two frames
      while (shell.hasEvents());
    },
    tiles: () => shell.tiles(),
    draws: () => shell.draws(),
    widgets: () => shell.widgets(),
    verdict: () => shell.verdict(),
    picture: () => shell.picture(),
    heapBytes: () => shell.heapBytes(),
    sound,
    stats,
  });
}
