import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Where systems put it; `npm test` installs Debian's. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

const QUIET = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

export function openBrowser(): Promise<Browser> {
  const executablePath = PLACES.find((place) => existsSync(place));
  if (executablePath === undefined) throw new Error(`install Chromium: it is in none of ${PLACES.join(', ')}`);
  return chromium.launch({ executablePath, args: QUIET });
}

export interface Shown {
  readonly page: Page;
  /** What it wanted to load: nothing of it was. */
  readonly wanted: readonly string[];
  readonly close: () => Promise<void>;
}

/** A mail on a screen, offline. @param width CSS pixels */
export async function showMail(browser: Browser, html: string, width: number, colorScheme: 'light' | 'dark' = 'light'): Promise<Shown> {
  const context = await browser.newContext({
    viewport: { width, height: 720 },
    colorScheme,
    offline: true,
    isMobile: width < 600,
    hasTouch: width < 600,
  });
  const page = await context.newPage();
  const wanted: string[] = [];
  page.on('request', (request) => wanted.push(request.url()));
  await page.setContent(html);
  return { page, wanted, close: () => context.close() };
}
