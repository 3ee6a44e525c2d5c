// Films the page for the README: node tests/browser/film.mjs assets/film.gif
// It needs the built site (web/serve --build-only), what `.ci/install tests` installs, and ffmpeg (apt-get install ffmpeg). The page's
// clock goes on by one frame at a time, so the film is as smooth on a slow machine as on a fast one.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { chromium } from '@playwright/test';

import { follow, openPage, ready, snapshot, widget } from './harness.mjs';
import { launchOptions } from './launch.mjs';
import { serveSite } from './site_server.mjs';

const [film, ...rest] = process.argv.slice(2);
if (!film || rest.length > 0) {
  console.error('usage: node tests/browser/film.mjs FILM.gif');
  process.exit(2);
}
const framesPerSecond = 12;
const [width, height] = [960, 600];
const filmWidth = 720;

const server = await serveSite(fileURLToPath(new URL('../../build/site', import.meta.url)));
const browser = await chromium.launch(launchOptions);
const page = await openPage(browser, `${server.url}#model=vae`, { viewport: { width, height } });
page.setDefaultTimeout(0);
await ready(page);
await page.evaluate(() => {
  const now = performance.now();
  performance.now = () => window.filmedTime ?? now;
  window.filmedTime = now;
});

const arrow = ['#', '##', '#.#', '#..#', '#...#', '#....#', '#.....#', '#......#', '#.......#', '#........#', '#.........#', '#......#####',
  '#...#..#', '#..##..#', '#.#  #..#', '##   #..#', '#     #..#', '      #..#', '       ##'];
const pictures = [];
let pointer = null;

async function point(x, y) {
  pointer = [Math.round(x), Math.round(y)];
  await page.mouse.move(x, y);
}

function drawPointer(pixels) {
  const [x, y] = pointer;
  arrow.forEach((row, i) => [...row].forEach((kind, j) => {
    if (kind !== ' ') pixels.fill(kind === '#' ? 0 : 255, 3 * ((y + i) * width + x + j), 3 * ((y + i) * width + x + j + 1));
  }));
}

async function shoot() {
  const text = await page.evaluate((milliseconds) => {
    window.filmedTime += milliseconds;
    window.zscape.frame();
    return window.base64(window.zscape.picture().pixels);
  }, 1000 / framesPerSecond);
  const pixels = Buffer.from(text, 'base64');
  if (pointer) drawPointer(pixels);
  pictures.push(pixels);
}

async function shootSeconds(seconds, act = () => {}) {
  const count = seconds * framesPerSecond;
  for (let i = 0; i < count; ++i) {
    await act(i / (count - 1));
    await shoot();
  }
}

// The wall drifts.
await shootSeconds(2);

// A pointer goes round the map and shows what is there.
await follow(page, '#model=vae2d&tab=map&drift=0');
const map = widget(await snapshot(page), 'map');
const around = (share) => {
  const angle = 2 * Math.PI * share;
  const radius = 0.32 * (1 - 0.5 * share) * Math.min(map.width, map.height);
  return [map.x + map.width / 2 + radius * Math.sin(angle), map.y + map.height / 2 - radius * Math.cos(angle)];
};
await shootSeconds(4, (share) => point(...around(share)));

await browser.close();
await server.close();

const encoded = spawnSync('ffmpeg', ['-v', 'error', '-y', '-f', 'rawvideo', '-pixel_format', 'rgb24', '-video_size', `${width}x${height}`,
  '-framerate', String(framesPerSecond), '-i', '-', '-filter_complex', `scale=${filmWidth}:-1:flags=area,split[a][b];` +
  '[a]palettegen=max_colors=128:stats_mode=full[colours];[b][colours]paletteuse=dither=none:diff_mode=rectangle', film],
{ input: Buffer.concat(pictures), stdio: ['pipe', 'inherit', 'inherit'] });
if (encoded.error) throw encoded.error;
process.exitCode = encoded.status;
