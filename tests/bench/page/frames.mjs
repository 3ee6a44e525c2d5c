// What a frame of the page costs its main thread: the page's own count of the time that it spends on one. The graphics driver is one
// that draws nothing: in software it would be the machine's two cores that draw, and the page would wait for them.
import { chromium } from '../../browser/node_modules/playwright-core/index.mjs';
import { openReady, snapshot, widget } from '../../browser/harness.mjs';
import { launchOptions } from '../../browser/launch.mjs';
import { viewport } from './first_digits.mjs';

const frames = 120;
const mostMs = 10_000;  // after which those that there are do

// In the page: notes what each frame took, from now on.
function collect([enough, most]) {
  const { stats } = window.zscape;
  const end = performance.now() + most;
  const times = (window.frameTimes = []);
  let seen = stats.frames;
  const look = () => {
    if (stats.frames !== seen) times.push(stats.lastMilliseconds);
    seen = stats.frames;
    window.collected = times.length >= enough || performance.now() > end;
    if (!window.collected) requestAnimationFrame(look);
  };
  look();
}

// Draws circles with the pointer down, until enough frames are there.
async function drag(page, middle, radius) {
  const at = (turn) => [middle.x + radius.x * Math.sin(turn), middle.y + radius.y * (Math.cos(turn) - 1)];
  await page.mouse.move(...at(0));
  await page.mouse.down();
  await page.evaluate(collect, [frames, mostMs]);
  for (let turn = 0; !await page.evaluate(() => window.collected); turn += 0.07) await page.mouse.move(...at(turn));
}

const centre = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });

const scenes = {
  'a slider dragged': {
    fragment: '',
    async play(page) {
      const slider = widget(await snapshot(page), 'z06');
      await drag(page, centre(slider), { x: 0.4 * slider.width, y: 0 });
    },
  },
  'the map dragged': {
    fragment: '#model=vae2d&tab=map',
    async play(page) {
      await drag(page, centre(widget(await snapshot(page), 'map')), { x: 120, y: 120 });
    },
  },
  '1024 digits drifting': {
    fragment: '#count=1024',
    async play(page) {
      await page.evaluate(collect, [frames, mostMs]);
      await page.waitForFunction(() => window.collected);
    },
  },
  // The page spreads the decoding of a large wall over frames; here no digit is late.
  '1024 digits drifting, each anew in every frame': {
    fragment: '#count=1024',
    play: (page) => page.evaluate(async ([enough, most]) => {
      window.frameTimes = [];
      const end = performance.now() + most;
      while (window.frameTimes.length < enough && performance.now() < end) {
        await new Promise(requestAnimationFrame);
        window.zscape.frame();
        window.frameTimes.push(window.zscape.stats.lastMilliseconds);
      }
    }, [frames, mostMs]),
  },
};

/** { name of a scene: [ms of each frame] } of the page at `url`. */
export async function frameTimes(url) {
  const drawsNothing = launchOptions.args.map((one) => one.replace('--use-angle=swiftshader', '--use-angle=null'));
  const browser = await chromium.launch({ ...launchOptions, args: drawsNothing });
  const times = {};
  for (const [name, { fragment, play }] of Object.entries(scenes)) {
    const page = await openReady(browser, url + fragment, { viewport });
    await play(page);
    times[name] = await page.evaluate(() => window.frameTimes);
    await page.context().close();
  }
  await browser.close();
  return times;
}
