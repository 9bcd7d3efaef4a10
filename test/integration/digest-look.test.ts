import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderMarkdown } from '../../src/mail/markdown.ts';
import { pageHtml } from '../../src/mail/sheet-html.ts';
import { digestMarkdown } from '../../src/tickets/digest.ts';
import { BUSY_DAY } from '../../src/tickets/testing/digests.ts';
import { openBrowser, showMail } from '../helpers/browser.ts';

/** The digest as a mail client shows it: Chromium, offline, as wide as a narrow phone and as a desk. */

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** Runs in the page. */
const READ_SCREEN = readFileSync(new URL('../helpers/read-screen.js', import.meta.url), 'utf8');
const HTML = pageHtml(renderMarkdown(digestMarkdown(BUSY_DAY)).html);

test.each([
  [360, 'light'],
  [360, 'dark'],
  [1024, 'light'],
  [1024, 'dark'],
] as const)('at %d px, %s: fits, can be read, and loads nothing', async (width, scheme) => {
  const { page, wanted, close } = await showMail(browser, HTML, width, scheme);
  const seen = await page.evaluate<{
    readonly width: number;
    readonly texts: readonly { readonly text: string; readonly visible: boolean; readonly contrast: number; readonly size: number }[];
    readonly active: readonly string[];
  }>(READ_SCREEN);
  const bars = await page.evaluate<{ readonly wide: number; readonly inner: number }>(
    '(({ scrollWidth: wide, clientWidth: inner }) => ({ wide, inner }))(document.querySelector("pre"))',
  );
  await close();
  expect(seen.width, 'nothing has to be scrolled sideways').toBeLessThanOrEqual(width);
  expect(bars.wide, 'no bar is cut off').toBeLessThanOrEqual(bars.inner);
  expect(seen.texts.filter((text) => !text.visible || text.contrast < 4.5 || text.size < 12)).toEqual([]);
  expect(seen.texts.length).toBeGreaterThan(10);
  expect({ active: seen.active, wanted }).toEqual({ active: [], wanted: [] });
});
