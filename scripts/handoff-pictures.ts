import { fileURLToPath } from 'node:url';
import { renderSheet } from '../src/mail/sheet.ts';
import { handoffBlocks } from '../src/tickets/handoff.ts';
import { HANDOFFS } from '../src/tickets/testing/handoffs.ts';
import { openBrowser, showMail } from '../test/helpers/browser.ts';

/** Pictures of mails to teams as Chromium shows them: `npm run pictures` writes docs/pictures, of a long one its first screens. */

const PICTURES = [
  { name: 'refund', width: 360, scheme: 'light' },
  { name: 'refund', width: 1024, scheme: 'light' },
  { name: 'refund', width: 360, scheme: 'dark' },
  { name: 'deletion', width: 360, scheme: 'light' },
  { name: 'news', width: 360, scheme: 'light' },
] as const;

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
const browser = await openBrowser();
try {
  for (const { name, width, scheme } of PICTURES) {
    const { page, close } = await showMail(browser, renderSheet(handoffBlocks(HANDOFFS[name])).html, width, scheme);
    const file = `handoff-${name}-${width}${scheme === 'dark' ? '-dark' : ''}.png`;
    const whole = await page.evaluate<number>('document.documentElement.scrollHeight');
    const clip = { x: 0, y: 0, width, height: Math.min(whole, width < 600 ? 1_500 : 1_150) };
    await page.screenshot({ path: `${folder}${file}`, fullPage: true, clip });
    await close();
    console.log(`docs/pictures/${file}`);
  }
} finally {
  await browser.close();
}
