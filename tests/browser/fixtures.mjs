// The test function of the browser tests: each test gets `site`, and neither a fault of the server nor an open page outlives it.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { test as base } from '@playwright/test';

import { openPage, openReady } from './harness.mjs';
import { serveSite } from './site_server.mjs';

const built = new URL('../../build/site/', import.meta.url);

export const test = base.extend({
  // Started once per worker: the server, and the core with a model for what the page's pictures are compared with.
  shared: [async ({}, use) => {
    const server = await serveSite(fileURLToPath(built));
    const zscape = await import(new URL('zscape.mjs', built));
    const weights = await readFile(new URL('models/vae.safetensors', built));
    await use({ ...server, zscape, weights, model: await zscape.load(weights) });
    await server.close();
  }, { scope: 'worker' }],

  /**
   * { browser, url, faults, requests, zscape, weights, model } and pages of one's own: start(fragment, options) opens the page,
   * open(fragment, options) waits until it has drawn, blank(options) has not gone anywhere yet.
   */
  site: async ({ browser, shared }, use) => {
    shared.requests.length = 0;
    await use({
      ...shared,
      browser,
      start: (fragment, options) => openPage(browser, shared.url + fragment, options),
      open: (fragment, options) => openReady(browser, shared.url + fragment, options),
      blank: (options) => openPage(browser, 'about:blank', options),
    });
    shared.faults.clear();
    for (const context of browser.contexts()) await context.close();
  },
});
