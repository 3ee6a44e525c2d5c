// The browser tests: `node tests/browser/run.mjs [PART OF A NAME]` after `web/serve --build-only`. Drives Debian's Chromium over the
// built site.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

import { runAll } from './harness.mjs';
import { launchOptions } from './launch.mjs';
import { serveSite } from './site_server.mjs';

import './serve_tests.mjs';
import './module_tests.mjs';
import './package_tests.mjs';
import './page_tests.mjs';
import './first_part_tests.mjs';
import './path_tests.mjs';
import './generate_tests.mjs';
import './interpolate_tests.mjs';
import './map_tests.mjs';
import './family_tests.mjs';
import './comparison_tests.mjs';
import './failure_tests.mjs';
import './opener_tests.mjs';
import './api_tests.mjs';
import './preferences_tests.mjs';
import './resilience_tests.mjs';
import './offline_tests.mjs';
import './sound_tests.mjs';
import './listen_tests.mjs';
import './walk_tests.mjs';

const site = new URL('../../build/site/', import.meta.url);
const server = await serveSite(fileURLToPath(site));
const browser = await chromium.launch(launchOptions);
const zscape = await import(new URL('zscape.mjs', site));
const weights = await readFile(new URL('models/vae.safetensors', site));

const failed = await runAll({ ...server, browser, zscape, weights, model: await zscape.load(weights) },
  process.argv[2] ?? '');

await browser.close();
await server.close();
process.exit(failed === 0 ? 0 : 1);
