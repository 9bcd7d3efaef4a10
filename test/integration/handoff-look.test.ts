import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderSheet } from '../../src/mail/sheet.ts';
import { handoffBlocks } from '../../src/tickets/handoff.ts';
import { HANDOFFS } from '../../src/tickets/testing/handoffs.ts';
import { staffWords } from '../../src/tickets/words/words.ts';
import { openBrowser, showMail } from '../helpers/browser.ts';

/** Mails to teams as a mail client shows them: Chromium, offline, as wide as a narrow phone and as a desk. */

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** Runs in the page. */
const READ_SCREEN = readFileSync(new URL('../helpers/read-screen.js', import.meta.url), 'utf8');

const NAMES = Object.keys(HANDOFFS) as (keyof typeof HANDOFFS)[];
const htmlOf = (name: keyof typeof HANDOFFS) => renderSheet(handoffBlocks(HANDOFFS[name])).html;
const SCREENS = NAMES.flatMap((name) =>
  [360, 1024].flatMap((width) => (['light', 'dark'] as const).map((scheme) => [name, width, scheme] as const)),
);

test.each(SCREENS)('%s at %d px, %s: fits, can be read, and loads nothing', async (name, width, scheme) => {
  const { page, wanted, close } = await showMail(browser, htmlOf(name), width, scheme);
  const seen = await page.evaluate<Seen>(READ_SCREEN);
  await close();
  expect(seen.width, 'nothing has to be scrolled sideways').toBeLessThanOrEqual(width);
  expect(seen.texts.filter((text) => !text.visible)).toEqual([]);
  // WCAG 2.2, 1.4.3.
  expect(seen.texts.filter((text) => text.contrast < 4.5)).toEqual([]);
  expect(seen.texts.filter((text) => text.size < 12)).toEqual([]);
  expect(seen.texts.length).toBeGreaterThan(10);
  expect({ active: seen.active, wanted }).toEqual({ active: [], wanted: [] });
});

const HOW_TO_ACT = 'Reply to this mail: your answer goes to the customer from {0}. A first line of its own does something else: {1}.';

describe('the first screen of a phone (360 × 640)', () => {
  test.each(NAMES)('%s: has the sentence, who asks, why, and how to act', async (name) => {
    const { page, close } = await showMail(browser, htmlOf(name), 360);
    const { outcome, requester, team } = HANDOFFS[name];
    const { say, retell } = staffWords(team.language);
    const [howToAct = ''] = say(HOW_TO_ACT, '…', '…').split('…');
    const tops: number[] = [];
    for (const text of [outcome.summary, requester.address, retell(outcome.reason), howToAct])
      tops.push((await page.getByText(text).first().boundingBox())?.y ?? Number.POSITIVE_INFINITY);
    await close();
    expect(Math.max(...tops)).toBeLessThan(640);
    expect(tops[0]).toBe(Math.min(...tops));
  });
});

interface Seen {
  /** Of all that is laid out, CSS pixels. */
  readonly width: number;
  readonly texts: readonly { readonly text: string; readonly visible: boolean; readonly contrast: number; readonly size: number }[];
  /** Elements that do something or load something. */
  readonly active: readonly string[];
}
