import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/**
 * An IMAP server that speaks as Gmail does where Gmail differs: X-GM-EXT-1 with labels, message and thread ids; every mail lies in All Mail, and INBOX and Sent are labels.
 * Taken out of a mailbox a mail stays in All Mail; only Trash takes it out of all. No more verbs than the adapter uses, no IDLE, no CONDSTORE.
 * https://developers.google.com/workspace/gmail/imap/imap-extensions
 */
export interface GmailServer {
  readonly port: number;
  /** A mail arrives in INBOX. */
  readonly deliver: (source: Buffer, thread: string) => void;
  /** All mails, oldest first; labels as they lie on the server, in modified UTF-7. Tests change them as a person would. */
  readonly mails: readonly GmailMail[];
  /** Commands without their tags. */
  readonly said: readonly string[];
  readonly close: () => Promise<void>;
}

export interface GmailMail {
  readonly uid: number;
  readonly source: Buffer;
  readonly at: Date;
  readonly thread: string;
  readonly flags: Set<string>;
  readonly labels: Set<string>;
}

/** The label that is a mailbox; any other label is a mailbox of its own name. */
const ROLES: Readonly<Record<string, string>> = {
  INBOX: '\\Inbox',
  '[Gmail]/Sent Mail': '\\Sent',
  '[Gmail]/Drafts': '\\Draft',
  '[Gmail]/Trash': '\\Trash',
};
/** RFC 6154, where it is called otherwise than the label. */
const SPECIAL_USE: Readonly<Record<string, string>> = { '[Gmail]/Drafts': '\\Drafts' };
const TRASH = '\\Trash';
const ALL = '[Gmail]/All Mail';
const CAPABILITIES = 'IMAP4rev1 LITERAL+ UIDPLUS MOVE SPECIAL-USE X-GM-EXT-1';

export async function startGmailServer(): Promise<GmailServer> {
  const mails: GmailMail[] = [];
  const said: string[] = [];
  const made = new Set<string>();
  const gone = new Set<GmailMail>();
  const sockets = new Set<Socket>();
  const add = (source: Buffer, thread: string, at: Date, labels: readonly string[], flags: readonly string[] = []) => {
    const uid = mails.length + 1;
    mails.push({ uid, source, at, thread, flags: new Set(flags), labels: new Set(labels) });
    return uid;
  };

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    let selected = 'INBOX';
    const here = (mailbox: string) =>
      mails.filter((m) => !gone.has(m) && (mailbox === ALL ? !m.labels.has(TRASH) : m.labels.has(ROLES[mailbox] ?? mailbox)));
    const isThere = (mailbox: string) => mailbox === ALL || mailbox in ROLES || made.has(mailbox);
    /** Into Trash a mail loses all its labels; out of a mailbox that one, and it stays in All Mail. */
    const put = (mail: GmailMail, to: string) => {
      if (ROLES[to] === TRASH) mail.labels.clear();
      mail.labels.add(ROLES[to] ?? to);
    };

    const answer = (tag: string, text: string): void => {
      said.push(text);
      const [, verb = '', rest = ''] = /^((?:UID )?\S+) ?([\s\S]*)$/i.exec(text) ?? [];
      const send = (line: string | Buffer) => socket.write(Buffer.concat([Buffer.from(line as string, 'latin1'), Buffer.from('\r\n')]));
      const ok = (code = '') => send(`${tag} OK ${code}done`);
      switch (verb.toUpperCase()) {
        case 'CAPABILITY':
          send(`* CAPABILITY ${CAPABILITIES}`);
          return void ok();
        case 'LOGIN':
          return void ok(`[CAPABILITY ${CAPABILITIES}] `);
        case 'NAMESPACE':
          send('* NAMESPACE (("" "/")) NIL NIL');
          return void ok();
        case 'LIST':
        case 'LSUB':
          // Only the separator is asked for (RFC 3501 §6.3.8).
          if (/^"" ""$/.test(rest)) {
            send('* LIST (\\Noselect) "/" ""');
            return void ok();
          }
          for (const [name, role] of Object.entries({ ...ROLES, ...SPECIAL_USE, [ALL]: '\\All' }))
            send(`* LIST (\\HasNoChildren ${role}) "/" "${name}"`);
          for (const name of made) send(`* LIST (\\HasNoChildren) "/" "${name}"`);
          return void ok();
        case 'SELECT':
        case 'EXAMINE':
          if (!isThere(unquoted(rest))) return void send(`${tag} NO [NONEXISTENT] Unknown Mailbox: ${rest}`);
          selected = unquoted(rest);
          send('* FLAGS (\\Answered \\Flagged \\Draft \\Deleted \\Seen)');
          send('* OK [PERMANENTFLAGS (\\Answered \\Flagged \\Draft \\Deleted \\Seen \\*)] limited');
          send(`* ${here(selected).length} EXISTS`);
          send('* OK [UIDVALIDITY 7] valid');
          send(`* OK [UIDNEXT ${mails.length + 1}] next`);
          return void ok('[READ-WRITE] ');
        case 'STATUS':
          if (!isThere(unquoted(rest))) return void send(`${tag} NO [NONEXISTENT] Unknown Mailbox: ${rest}`);
          send(
            `* STATUS ${/^("[^"]*"|\S+)/.exec(rest)?.[0]} (MESSAGES ${here(unquoted(rest)).length} UIDNEXT ${mails.length + 1} UIDVALIDITY 7)`,
          );
          return void ok();
        case 'UID SEARCH':
          send(`* SEARCH ${found(here(selected), rest).join(' ')}`.trimEnd());
          return void ok();
        case 'UID FETCH': {
          const box = here(selected);
          for (const mail of inSet(box, rest.split(' ')[0] ?? '')) send(fetched(mail, box.indexOf(mail) + 1, rest));
          return void ok();
        }
        case 'UID STORE': {
          const [, set = '', sign = '', item = '', list = ''] = /^(\S+) ([+-])(FLAGS|X-GM-LABELS)\S* \(([\s\S]*)\)$/i.exec(rest) ?? [];
          const box = here(selected);
          for (const mail of inSet(box, set)) {
            const of = item.toUpperCase() === 'FLAGS' ? mail.flags : mail.labels;
            for (const word of list.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? []) {
              const name = unquoted(word);
              // Labels are the same in any case, as Gmail has it.
              const known = [...of].find((one) => one.toLowerCase() === name.toLowerCase());
              if (sign === '+' && known === undefined) of.add(name);
              if (sign === '-' && known !== undefined) of.delete(known);
            }
            send(fetched(mail, box.indexOf(mail) + 1, item));
          }
          return void ok();
        }
        case 'APPEND': {
          const [, mailbox = '', flags = '', source = ''] =
            /^("[^"]*"|\S+) (?:\(([^)]*)\) )?(?:"[^"]*" )?\u0000([\s\S]*)$/.exec(rest) ?? [];
          const role = ROLES[unquoted(mailbox)];
          const uid = add(
            Buffer.from(source, 'latin1'),
            String(9_000 + mails.length),
            new Date(),
            [role ?? unquoted(mailbox)],
            flags.split(' '),
          );
          return void ok(`[APPENDUID 7 ${uid}] `);
        }
        case 'UID COPY':
        case 'UID MOVE': {
          const [, set = '', to = ''] = /^(\S+) ([\s\S]+)$/.exec(rest) ?? [];
          const box = here(selected);
          for (const mail of inSet(box, set)) {
            const isMove = verb.toUpperCase() === 'UID MOVE';
            const at = box.indexOf(mail) + 1;
            if (isMove) mail.labels.delete(ROLES[selected] ?? selected);
            put(mail, unquoted(to));
            send(`* OK [COPYUID 7 ${mail.uid} ${mail.uid}] done`);
            if (isMove) send(`* ${at} EXPUNGE`);
          }
          return void ok();
        }
        case 'UID EXPUNGE': {
          const box = here(selected);
          for (const mail of inSet(box, rest).filter((m) => m.flags.has('\\Deleted'))) {
            mail.flags.delete('\\Deleted');
            if (ROLES[selected] === TRASH) gone.add(mail);
            mail.labels.delete(ROLES[selected] ?? selected);
            send(`* ${box.indexOf(mail) + 1} EXPUNGE`);
          }
          return void ok();
        }
        case 'CREATE':
          made.add(unquoted(rest));
          return void ok();
        case 'NOOP':
        case 'ID':
        case 'SUBSCRIBE':
        case 'ENABLE':
          return void ok();
        case 'LOGOUT':
          send('* BYE');
          ok();
          return void socket.end();
        default:
          send(`${tag} BAD ${verb} is not spoken here`);
      }
    };

    let buffer = '';
    let command = '';
    let literal = 0;
    socket.on('data', (data) => {
      buffer += data.toString('latin1');
      for (;;) {
        if (literal > 0) {
          if (buffer.length < literal) return;
          command += `\u0000${buffer.slice(0, literal)}`;
          buffer = buffer.slice(literal);
          literal = 0;
        }
        const end = buffer.indexOf('\r\n');
        if (end === -1) return;
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        const announced = /\{(\d+)(\+?)\}$/.exec(line);
        if (announced !== null) {
          command += line.slice(0, announced.index);
          literal = Number(announced[1]);
          if (announced[2] === '') socket.write('+ go on\r\n');
          continue;
        }
        const whole = command + line;
        command = '';
        answer(whole.slice(0, whole.indexOf(' ')), whole.slice(whole.indexOf(' ') + 1));
      }
    });
    socket.write(`* OK [CAPABILITY ${CAPABILITIES}] Gimap ready\r\n`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    deliver: (source, thread) => void add(source, thread, new Date(), ['\\Inbox', '\\Important']),
    mails,
    said,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function unquoted(word: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(word)?.[1];
  return quoted?.replace(/\\(.)/g, '$1') ?? word.split(' ')[0] ?? '';
}

function inSet(mails: readonly GmailMail[], set: string): GmailMail[] {
  const last = mails.at(-1)?.uid ?? 0;
  const number = (text: string) => (text === '*' ? last : Number(text));
  const ranges = set.split(',').map((part) => part.split(':').map(number));
  return mails.filter((m) =>
    ranges.some(([a = 0, b = a]) => (m.uid >= Math.min(a, b) && m.uid <= Math.max(a, b)) || (set.endsWith('*') && m.uid === last)),
  );
}

function found(mails: readonly GmailMail[], criteria: string): number[] {
  const set = /\bUID (\S+)/i.exec(criteria)?.[1];
  const value = /HEADER "?[\w-]+"? "?([^"]+)"?/i.exec(criteria)?.[1];
  return (set === undefined ? mails : inSet(mails, set))
    .filter((m) => value === undefined || m.source.toString('latin1').includes(value))
    .map((m) => m.uid);
}

/** All that was asked for, in one order. A label with a space or a backslash is quoted. */
function fetched(mail: GmailMail, seq: number, asked: string): string {
  const source = mail.source.toString('latin1');
  const header = source.slice(0, source.indexOf('\r\n\r\n') + 4);
  const quoted = (label: string) => (/^[\w/&,+-]+$/.test(label) ? label : `"${label.replace(/[\\"]/g, '\\$&')}"`);
  const fields = /BODY\.PEEK\[(HEADER[^\]]*)\]/i.exec(asked)?.[1];
  const items = [
    `UID ${mail.uid}`,
    ...(/FLAGS/i.test(asked) ? [`FLAGS (${[...mail.flags].join(' ')})`] : []),
    ...(/X-GM-LABELS/i.test(asked) ? [`X-GM-LABELS (${[...mail.labels].map(quoted).join(' ')})`] : []),
    ...(/X-GM-THRID/i.test(asked) ? [`X-GM-THRID ${mail.thread}`] : []),
    ...(/X-GM-MSGID/i.test(asked) ? [`X-GM-MSGID ${1_000 + mail.uid}`] : []),
    ...(/INTERNALDATE/i.test(asked) ? [`INTERNALDATE "${imapDate(mail.at)}"`] : []),
    ...(/RFC822\.SIZE/i.test(asked) ? [`RFC822.SIZE ${source.length}`] : []),
    ...(/BODY\.PEEK\[\]/i.test(asked) ? [`BODY[]<0> {${source.length}}\r\n${source}`] : []),
    ...(fields === undefined ? [] : [`BODY[${fields}] {${header.length}}\r\n${header}`]),
  ];
  return `* ${seq} FETCH (${items.join(' ')})`;
}

function imapDate(at: Date): string {
  const [, day = '', month, year, time] = at.toUTCString().split(' ');
  return `${day.replace(/^0/, ' ')}-${month}-${year} ${time} +0000`;
}
