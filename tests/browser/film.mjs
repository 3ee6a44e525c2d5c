// Films the page for the README, from tests/browser: node film.mjs ../../assets/film.webp
// It needs the built site (web/serve --build-only), what `.ci/install tests` installs, and img2webp (apt-get install webp). The page's
// clock goes on by one picture at a time, so that the film is as smooth on a slow machine as on a fast one.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium } from '@playwright/test';

import { along, follow, openReady, snapshot, widget } from './harness.mjs';
import { launchOptions } from './launch.mjs';
import { serveSite } from './site_server.mjs';

const [film, ...rest] = process.argv.slice(2);
if (!film || rest.length > 0) {
  console.error('usage: node film.mjs FILM.webp');
  process.exit(2);
}
const picturesPerSecond = 12;
const [width, height] = [1280, 800];

const server = await serveSite(fileURLToPath(new URL('../../build/site', import.meta.url)));
const browser = await chromium.launch(launchOptions);
const page = await openReady(browser, `${server.url}#model=vae`, { viewport: { width, height }, smooth: true });
page.setDefaultTimeout(0);
await page.evaluate(() => {
  const real = performance.now.bind(performance);
  const film = { time: real(), start: real() };
  performance.now = () => film.time + real() - film.start;
  window.goOn = (milliseconds) => Object.assign(film, { time: film.time + milliseconds, start: real() });
});

const arrow = ['#', '##', '#.#', '#..#', '#...#', '#....#', '#.....#', '#......#', '#.......#', '#........#', '#.........#', '#......#####',
  '#...#..#', '#..##..#', '#.#  #..#', '##   #..#', '#     #..#', '      #..#', '       ##'];
const pictures = [];
let pointer = null;

async function point({ x, y }) {
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
    window.goOn(milliseconds);
    window.zscape.frame();
    return window.base64(window.zscape.picture().pixels);
  }, 1000 / picturesPerSecond);
  const pixels = Buffer.from(text, 'base64');
  if (pointer) drawPointer(pixels);
  pictures.push(pixels);
}

/** `act` is told which share of the time has gone by. */
async function shootSeconds(seconds, act = () => {}) {
  const count = seconds * picturesPerSecond;
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
await shootSeconds(4, (share) => {
  const angle = 2 * Math.PI * share;
  const radius = 0.32 * (1 - 0.5 * share) * Math.min(map.width, map.height);
  return point({ x: map.x + map.width / 2 + radius * Math.sin(angle), y: map.y + map.height / 2 - radius * Math.cos(angle) });
});

// And leads one digit into another.
await follow(page, '#model=vae&tab=interpolate&drift=0');
const position = widget(await snapshot(page), 'position on the path');
await point(along(position, 0.05));
await page.mouse.down();
await shootSeconds(3, (share) => point(along(position, 0.05 + 0.9 * share)));
await page.mouse.up();

await browser.close();
await server.close();

const folder = mkdtempSync(join(tmpdir(), 'film-'));
const names = pictures.map((pixels, i) => {
  const name = join(folder, `${i}.ppm`);
  writeFileSync(name, Buffer.concat([Buffer.from(`P6\n${width} ${height}\n255\n`), pixels]));
  return name;
});
const milliseconds = String(Math.round(1000 / picturesPerSecond));
const encoded = spawnSync('img2webp', ['-loop', '0', '-kmax', '0', '-lossy', '-q', '60', '-m', '6', '-d', milliseconds, ...names, '-o', film],
  { stdio: ['ignore', 'ignore', 'inherit'] });
rmSync(folder, { recursive: true });
if (encoded.error) throw encoded.error;
process.exitCode = encoded.status;
