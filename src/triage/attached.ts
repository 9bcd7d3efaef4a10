import { fence } from './fence.ts';
import type { TriageInput } from './triage.ts';

/** One file as triage sees it. */
export interface TriageAttachment {
  readonly filename: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** Its words as far as they could be read; absent or empty for all that is only named. */
  readonly text?: string;
  /** Why the text is not all, or missing, in a few words. */
  readonly note?: string | null;
}

/** A model reads this much of one file, and of all together: what a first line can answer stands on the first pages. Characters. */
const SHOWN = 6_000;
const SHOWN_TOGETHER = 12_000;
/** More are counted. */
const LISTED = 20;

/** The files of the mail as a model reads them: names, what they are, and their words, each fenced as untrusted; empty when there are none. */
export function describeAttached({ attachments }: TriageInput): string {
  let left = SHOWN_TOGETHER;
  const blocks = attachments.slice(0, LISTED).map(({ filename, contentType, size, text = '', note }) => {
    const shown = text.slice(0, Math.min(SHOWN, left));
    left -= shown.length;
    const missing = shown.length < text.length ? '\n[cut]' : '';
    const why = note ?? (text === '' ? 'not read' : null);
    const head = `Name: ${filename}\nType: ${contentType}, ${size} bytes${why === null ? '' : `\nNote: ${why}`}`;
    return fence('attached file', shown === '' ? head : `${head}\n\n${shown}${missing}`);
  });
  if (attachments.length > LISTED) blocks.push(`(and ${attachments.length - LISTED} more)`);
  return blocks.join('\n\n');
}

/** Words and names of all files, for rules and for whatever must not be missed because it stands in a file. */
export function attachedWords({ attachments }: TriageInput): string {
  return attachments.map(({ filename, text = '' }) => `${filename}\n${text}`).join('\n\n');
}
