import { fileURLToPath } from 'node:url';
import { renderMarkdown } from '../src/mail/markdown.ts';
import { renderSheet } from '../src/mail/sheet.ts';
import { pageHtml } from '../src/mail/sheet-html.ts';
import { digestMarkdown } from '../src/tickets/digest.ts';
import { handoffBlocks } from '../src/tickets/handoff.ts';
import { BUSY_DAY } from '../src/tickets/testing/digests.ts';
import { HANDOFFS } from '../src/tickets/testing/handoffs.ts';
import { openBrowser, showMail } from '../test/helpers/browser.ts';

/** Pictures of mails to teams and to the lead as Chromium shows them: `npm run pictures` writes docs/pictures, of a long one its first screens. */

const handoff = (name: keyof typeof HANDOFFS) => ({ name: `handoff-${name}`, html: renderSheet(handoffBlocks(HANDOFFS[name])).html });
const digest = { name: 'digest', html: pageHtml(renderMarkdown(digestMarkdown(BUSY_DAY)).html) };
const PICTURES = [
  { ...handoff('refund'), width: 360, scheme: 'light' },
  { ...handoff('refund'), width: 1024, scheme: 'light' },
  { ...handoff('refund'), width: 360, scheme: 'dark' },
  { ...handoff('deletion'), width: 360, scheme: 'light' },
  { ...handoff('news'), width: 360, scheme: 'light' },
  { ...handoff('long'), width: 360, scheme: 'light' },
  { ...handoff('long'), width: 1024, scheme: 'light' },
  { ...handoff('long'), width: 360, scheme: 'dark' },
  { ...digest, width: 360, scheme: 'light' },
  { ...digest, width: 1024, scheme: 'light' },
] as const;

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
const browser = await openBrowser();
try {
  for (const { name, html, width, scheme } of PICTURES) {
    const { page, close } = await showMail(browser, html, width, scheme);
    const file = `${name}-${width}${scheme === 'dark' ? '-dark' : ''}.png`;
    const whole = await page.evaluate<number>('document.documentElement.scrollHeight');
    const clip = { x: 0, y: 0, width, height: Math.min(whole, width < 600 ? 1_500 : 1_150) };
    await page.screenshot({ path: `${folder}${file}`, fullPage: true, clip });
    await close();
    console.log(`docs/pictures/${file}`);
  }
} finally {
  await browser.close();
}
