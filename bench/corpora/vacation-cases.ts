import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { EFFECT_HEADER } from '../../src/jobs/payload.ts';
import { parseMessage } from '../../src/mail/parse.ts';
import { screen } from '../../src/mail/screen.ts';
import type { Figure } from './measure.ts';

const Cases = z.array(
  z.object({
    name: z.string(),
    message: z.string(),
    envelope: z.record(z.string(), z.string()),
    expect_reply: z.boolean(),
    action: z.string(),
  }),
);

/**
 * RFC 5230 §4.5 answers only mail whose To or Cc names the owner. A support mailbox is reached over aliases, groups and Bcc that no header
 * names, and a customer who wrote there wants an answer: this rule is the one we choose not to follow.
 */
const OUR_CHOICE = ['No reply for implicitly delivered message', 'No reply for original recipient'];

/** Sieve's vacation tests: a mail, its envelope, and whether a responder may answer it. */
export async function vacationCases(data: string): Promise<readonly Figure[]> {
  const cases = Cases.parse(JSON.parse(await readFile(join(data, 'machine-mail/reply_cases.json'), 'utf8')));
  const counted = cases.filter(({ name }) => !OUR_CHOICE.includes(name));
  const differences: string[] = [];
  for (const { name, message, envelope, expect_reply: expected, action } of counted) {
    const aliases = [...(/:addresses\s+(\[[^\]]*\]|"[^"]*")/.exec(action)?.[1] ?? '').matchAll(/"([^"]+)"/g)].map((m) => m[1] ?? '');
    const ours = new Set([envelope['envelope.to'] ?? '', ...aliases].map((address) => address.toLowerCase()));
    const screened = screen(await parseMessage(Buffer.from(message.replace(/\r?\n/g, '\r\n'))), {
      ours,
      blocked: [],
      returnPath: envelope['envelope.from'] ?? null,
      effectHeader: EFFECT_HEADER,
    });
    if ((screened.kind === 'person') !== expected) differences.push(`${name}: ${JSON.stringify(screened)}`);
  }
  const right = counted.length - differences.length;
  return [
    { what: 'RFC 5230 cases as expected', value: `${right} of ${counted.length}`, aim: 'all', ok: differences.length === 0, differences },
  ];
}
