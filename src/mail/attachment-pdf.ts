import { PermanentError } from '../errors.ts';

/** Pages that are read at most. */
const MAX_PAGES = 50;

/** The words of a PDF, page by page until there are enough. Rejects with the reason in a few words. */
export async function pdfText(content: Buffer, enough: number): Promise<string> {
  if (!content.subarray(0, 1_024).includes('%PDF-')) throw new PermanentError('it is no PDF');
  // Two megabytes of code that most daemons never need.
  const { getDocumentProxy } = await import('unpdf');
  // Its warnings would stand between the lines of the log.
  const document = await getDocumentProxy(new Uint8Array(content), { stopAtErrors: false, verbosity: 0 }).catch((cause: unknown) => {
    const locked = cause instanceof Error && cause.name === 'PasswordException';
    throw new PermanentError(locked ? 'it is encrypted' : 'it is damaged, or no PDF', { cause });
  });
  const pages: string[] = [];
  let length = 0;
  for (let number = 1; number <= Math.min(document.numPages, MAX_PAGES) && length <= enough; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
    pages.push(text);
    length += text.length;
  }
  return pages.join('\n\n');
}
