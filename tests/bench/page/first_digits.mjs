// How long a page takes to draw its first digits in a browser that was never used, and what had been sent to it by then.
import { chromium } from '../../browser/node_modules/playwright-core/index.mjs';
import { launchOptions } from '../../browser/launch.mjs';
import { serveBehind } from './link.mjs';

export const viewport = { width: 1280, height: 800 };
const patienceMs = 120_000;

// In every page, before its scripts: notes when digits are drawn, which it asks once a frame.
function watch() {
  const look = () => {
    const now = performance.now();
    if (window.digitsAreDrawn()) window.digitsAt = { sinceNavigation: now, since1970: performance.timeOrigin + now };
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

// In zscape's page: its wall is drawn when every digit of it has gone to the GPU. To read it back would make the page wait.
function watchWall(count) {
  const { prototype } = WebGL2RenderingContext;
  const { texSubImage2D } = prototype;
  const size = 28 * 28;
  let drawn = false;
  prototype.texSubImage2D = function upload(...call) {
    const [, , , row, width, height, format, , bytes, start] = call;
    if (!drawn && format === this.RED && row === 0 && width * height >= count * size) {  // one tile after the other, the wall's first
      const tiles = Array.from({ length: count }, (_, i) => bytes.subarray(start + i * size, start + (i + 1) * size));
      drawn = tiles.every((tile) => tile.some((value) => value > 0));
    }
    return texSubImage2D.apply(this, call);
  };
  window.digitsAreDrawn = () => drawn;
}

/** Scripts for firstDigits(): when zscape's wall of `count` digits is drawn, and when a peer's page has drawn its digits. */
export const wallIsDrawn = (count) => `(${watchWall})(${count});`;
export const peerHasDrawn = 'window.digitsAreDrawn = () => window.drawn;';

/** For look: the pictures on the canvas of a peer's page, one after the other; base64. */
export function drawnPictures(page) {
  return page.evaluate(() => {
    const canvas = document.querySelector('canvas');
    const size = 28;
    const columns = canvas.width / size;
    let text = '';
    for (let i = 0; i < Number(canvas.dataset.count); ++i) {
      const { data } = canvas.getContext('2d').getImageData((i % columns) * size, Math.floor(i / columns) * size, size, size);
      for (let k = 0; k < data.length; k += 4) text += String.fromCharCode(data[k]);
    }
    return btoa(text);
  });
}

/**
 * { ms, sent, seen } of a page { folder, isDrawn } behind a link of link.mjs: ms since navigation, what link.mjs says was sent by then,
 * and what `look(page)` resolved to. `isDrawn` is a script that defines digitsAreDrawn().
 */
export async function firstDigits({ folder, isDrawn }, link, look = () => undefined) {
  const server = await serveBehind(folder, link);
  const browser = await chromium.launch(launchOptions);
  try {
    const page = await browser.newPage({ viewport });
    page.on('pageerror', (error) => console.error(error.message));
    await page.addInitScript(`${isDrawn} (${watch})();`);
    await page.goto(server.url, { waitUntil: 'commit' });
    await page.waitForFunction(() => window.digitsAt, null, { timeout: patienceMs });
    const { sinceNavigation, since1970 } = await page.evaluate(() => window.digitsAt);
    const sent = server.sent.filter(({ at }) => at <= since1970);
    return { ms: sinceNavigation, sent, seen: await look(page) };
  } finally {
    await browser.close();
    await server.close();
  }
}
