// The test function of the browser tests: each test gets `site`, and neither a fault of the server nor an open page outlives it.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { test as base } from '@playwright/test';

import { follow, openPage, openReady } from './harness.mjs';
import { serveSite } from './site_server.mjs';

/** The details of the test of `one` of some cases: the first stands for all, `tests/run --all` tries the others too. */
export const unlessFirst = (cases, one) => (one === cases[0] ? {} : { tag: '@all' });

const atRest = '#seed=1&drift=0';  // of a page that nobody uses; no test opens that link
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

  // Pages by the kind of device, with which one test goes on after the other.
  kept: [async ({}, use) => use(new Map()), { scope: 'worker' }],

  /**
   * { browser, url, faults, requests, zscape, weights, model } and pages of one's own: start(fragment, options) opens the page,
   * open(fragment, options) waits until it has drawn, blank(options) has not gone anywhere yet. visit(fragment, options) has a page that
   * earlier tests have used follow a link, which is faster: for what neither depends on them nor leaves messages, files of one's own or
   * open sheets behind, and compares no whole page with a new one, where less has arrived.
   */
  site: async ({ browser, shared, kept }, use) => {
    const visited = new Set();
    shared.requests.length = 0;
    await use({
      ...shared,
      browser,
      start: (fragment, options) => openPage(browser, shared.url + fragment, options),
      open: (fragment, options) => openReady(browser, shared.url + fragment, options),
      blank: (options) => openPage(browser, 'about:blank', options),
      visit: async (fragment, options = {}) => {
        const kind = JSON.stringify(options);
        if (!kept.has(kind)) kept.set(kind, Object.assign(await openReady(browser, shared.url + atRest, options), { kept: true }));
        const page = kept.get(kind);
        visited.add(page);
        await follow(page, fragment);
        return page;
      },
    });
    shared.faults.clear();
    const stay = new Set([...kept.values()].map((page) => page.context()));
    for (const context of browser.contexts()) if (!stay.has(context)) await context.close();
    for (const page of visited) {
      await page.mouse.move(2, 2);
      await follow(page, atRest);
    }
  },
});
