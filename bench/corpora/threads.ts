import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { header } from '../../src/mail/message.ts';
import { parseHeaderBlock } from '../../src/mail/parse.ts';
import { type ThreadNode, type TreeMail, threadTrees } from '../../src/mail/thread-tree.ts';
import type { Figure } from './measure.ts';

/**
 * The cases of an IMAP server tester: a mailbox (mbox) and a dialogue in which mails are appended and removed and the server is asked for
 * its threads (RFC 5256, REFERENCES). The trees are to be the server's.
 */
export async function threads(data: string): Promise<readonly Figure[]> {
  const folder = join(data, 'threads');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.mbox')).sort();
  let trees = 0;
  const differences: string[] = [];
  for (const name of names) {
    const mails = await readMbox(await readFile(join(folder, name), 'utf8'));
    for (const { n, expected, found } of play(await readFile(join(folder, name.replace(/\.mbox$/, '')), 'utf8'), mails)) {
      trees += 1;
      if (found !== expected) differences.push(`${name}, answer ${n}: ${found} instead of ${expected}`);
    }
  }
  return [
    {
      what: 'trees as the server draws them',
      value: `${trees - differences.length} of ${trees}`,
      aim: 'all',
      ok: trees > 0 && differences.length === 0,
      differences,
    },
  ];
}

interface Asked {
  readonly n: number;
  readonly expected: string;
  readonly found: string;
}

function play(script: string, mails: readonly TreeMail[]): Asked[] {
  const waiting = [...mails];
  const mailbox: { readonly mail: TreeMail; deleted: boolean }[] = [];
  const append = (count: number) => mailbox.push(...waiting.splice(0, count).map((mail) => ({ mail, deleted: false })));
  if (/^messages: all/m.test(script)) append(waiting.length);
  const asked: Asked[] = [];
  let asks = false;
  for (const line of script.split('\n').map((l) => l.trim().toLowerCase())) {
    const stored = /^ok (?:uid )?store (\S+) \+flags\S* \(?\\deleted/.exec(line)?.[1];
    if (line.startsWith('ok append')) append(1);
    else if (stored !== undefined) for (const seq of stored.split(',')) Object.assign(mailbox[Number(seq) - 1] ?? {}, { deleted: true });
    else if (line.startsWith('ok expunge')) mailbox.splice(0, mailbox.length, ...mailbox.filter((m) => !m.deleted));
    else if (line.startsWith('ok thread references')) asks = true;
    else if (asks && line.startsWith('* thread')) {
      asks = false;
      const here = mailbox.map((m) => m.mail);
      const found = threadTrees(here).map((tree) => `(${drawn(tree, here)})`);
      asked.push({ n: asked.length + 1, expected: line.slice('* thread'.length).trim(), found: found.join('') });
    }
  }
  return asked;
}

/** RFC 5256 §4, thread-members: numbers of the mails, answers behind what they answer, several of them in parentheses. */
function drawn({ mail, children }: ThreadNode<TreeMail>, mailbox: readonly TreeMail[]): string {
  const below =
    children.length === 1 ? children.map((c) => drawn(c, mailbox)).join('') : children.map((c) => `(${drawn(c, mailbox)})`).join('');
  const number = mail === null ? '' : String(mailbox.indexOf(mail) + 1);
  return [number, below].filter((part) => part !== '').join(' ');
}

async function readMbox(text: string): Promise<TreeMail[]> {
  const mails: TreeMail[] = [];
  for (const part of text.split(/^(?=From \S+ )/m)) {
    const received = /^From \S+\s+(.*)$/m.exec(part)?.[1] ?? '';
    const message = await parseHeaderBlock(Buffer.from(`X-Mbox: 1\n${part.replace(/^From .*\n/, '')}`)).catch(() => null);
    if (message === null) continue;
    // A server goes by the first id of In-Reply-To alone, and by that only where there are no References.
    const references = header(message, 'references') === undefined ? message.inReplyTo.slice(0, 1) : message.references;
    mails.push({ messageId: message.messageId, references, subject: message.subject, date: message.date ?? Date.parse(`${received} UTC`) });
  }
  return mails;
}
