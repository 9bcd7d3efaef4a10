import { z } from 'zod';
import { duration } from './duration.ts';
import { LookupNetwork } from './lookup-schema.ts';
import { domain, email, ViaConfig } from './via-schema.ts';

/** config/firstline.yaml: what the operator decides. The JSON Schema for editors is generated from this. */

const inboxId = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'use lower-case letters, digits and hyphens, such as support');
const host = z.string().min(1, 'write a host name such as imap.example.com');
const port = z.int().min(1).max(65_535);
const security = z
  .enum(['tls', 'starttls', 'none'])
  .describe('tls: from the first byte; starttls: must upgrade; none: plain text, loopback only');

const connection = {
  host,
  port,
  security,
  user: z.string().min(1),
  password: z
    .string()
    .min(1, 'give the password, best as ${VAR} or ${file:/run/secrets/name}')
    .optional()
    .describe('Left out: logs in with the access tokens of oauth'),
  ca: z.string().optional().describe('File with the certificate authority (PEM) of a private server'),
  timeout: duration.prefault('60s').describe('A server that is silent for so long is given up'),
};

export const ImapConfig = z.strictObject({ ...connection, port: port.default(993), security: security.default('tls') });
export type ImapConfig = z.infer<typeof ImapConfig>;

export const SmtpConfig = z.strictObject({
  ...connection,
  port: port.default(465),
  security: security.default('tls'),
  rate: z.int().min(0).default(20).describe('Mails a minute at most; 0: no limit'),
  connections: z.int().min(1).max(20).default(2),
  doubt: duration
    .prefault('60s')
    .describe(
      'A mail of which the server did not say whether it took it is looked for in Sent for so long, three times; then people are told',
    ),
});
export type SmtpConfig = z.infer<typeof SmtpConfig>;

export const OauthConfig = z.strictObject({
  provider: z
    .enum(['none', 'google', 'microsoft', 'other'])
    .default('none')
    .describe('Whose access tokens log in where no password is given; none: passwords only'),
  grant: z
    .enum(['refresh-token', 'client-credentials'])
    .default('refresh-token')
    .describe('refresh-token: a person consented once; client-credentials: an administrator gave the app this mailbox (Microsoft)'),
  clientId: z.string().min(1).optional(),
  clientSecret: z.string().min(1).optional(),
  clientSecretFile: z.string().min(1).optional().describe('The same from a file, relative to this one; read again when it changes'),
  refreshToken: z.string().min(1).optional(),
  refreshTokenFile: z.string().min(1).optional().describe('The same from a file, relative to this one; read again when it changes'),
  tenant: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/, 'write the directory (tenant) id or the domain, such as example.com')
    .optional()
    .describe('Microsoft only: directory id or domain; default: common'),
  tokenUrl: z
    .url('write a URL such as https://login.example.com/oauth2/token')
    .optional()
    .describe('Needed for other; else the provider has its own'),
  scopes: z.array(z.string().min(1)).default([]).describe('Default: what the provider needs for IMAP and SMTP'),
});
export type OauthConfig = z.infer<typeof OauthConfig>;
export const IntakeConfig = z.strictObject({
  maxAge: duration.prefault('7d').describe('Older mail is escalated instead of answered'),
  debounce: duration.prefault('20s').describe('Wait this long after the newest mail of a thread, so that a burst is answered once'),
  debounceMax: duration.prefault('120s').describe('But no longer than this after the oldest unanswered one'),
  pollEvery: duration
    .refine((ms) => ms >= 1_000 && ms <= 300_000, 'write a duration from 1s to 5m')
    .prefault('15s')
    .describe('All watched mailboxes are looked at this often, whatever the server tells by itself'),
  waitDeadline: duration.prefault('4h').describe('A mail that waits for a model or a budget is escalated after this'),
  trustedAuthservIds: z
    .array(z.string().min(1))
    .default([])
    .describe('Whose Authentication-Results count: the authserv-id of your own mail server, *.domain, or exchange-online'),
  trustedArcSealers: z
    .array(domain)
    .default([])
    .describe('Whose ARC seals count: domains of forwarders that check senders before they forward'),
  verifySenders: z
    .boolean()
    .default(false)
    .describe('Check DKIM, SPF and DMARC over DNS where no trusted server has written Authentication-Results'),
  dnsServers: z
    .array(z.string().regex(/^[\da-f.:[\]]+$/i, 'write an address such as 127.0.0.1 or 127.0.0.1:5353'))
    .default([])
    .describe('Name servers for verifySenders; default: those of the machine'),
  via: z.array(ViaConfig).default([]).describe('Trusted paths into the mailbox: groups, forwarders and contact forms'),
  blocked: z.array(z.string().min(1)).default([]).describe('Senders that are never answered: addresses, or *@domain'),
});
export type IntakeConfig = z.infer<typeof IntakeConfig>;

export const ReplyConfig = z.strictObject({
  quoteOriginal: z
    .boolean()
    .default(false)
    .describe('Show what the customer wrote below the answer; never to a sender nothing vouches for'),
  plusAddressing: z
    .boolean()
    .default(true)
    .describe(
      'Whether mail to support+anything@… reaches the mailbox of support@…: then answers of staff name their ticket in the address; without it, in References',
    ),
});
export type ReplyConfig = z.infer<typeof ReplyConfig>;

export const DraftsConfig = z.strictObject({
  fileIn: z.enum(['drafts', 'review']).default('drafts').describe('Where replies wait for a person: in Drafts, or in the mailbox review'),
  review: z.string().min(1).default('Firstline/Review').describe('Mailbox for drafts that people keep to be looked at'),
  send: z.string().min(1).default('Firstline/Send').describe('Mailbox that sends: a draft that is moved into it is approved'),
  grace: duration
    .prefault('60s')
    .describe(
      'A draft that has vanished for so long, while nothing was filed in Sent, counts as deleted: longer where clients file slowly',
    ),
});
export type DraftsConfig = z.infer<typeof DraftsConfig>;

const tokens = z.int().min(1, 'write a number of tokens from 1, or leave it out for no limit').optional();
const money = z.number().positive('write an amount above 0, or leave it out for no limit').optional();

export const BudgetConfig = z.strictObject({
  tokensPerDay: tokens.describe(
    'Of all calls of the model server for this inbox in a day (UTC); over it, mail waits until waitDeadline and then goes to a person',
  ),
  costPerDay: money.describe('The same in the currency of model.prices'),
  tokensPerTicket: tokens.describe('Of all calls for one ticket; over it, the ticket goes to a person at once'),
  costPerTicket: money.describe('The same in the currency of model.prices'),
});

const Inbox = z.strictObject({
  address: email.describe('The support identity: replies come from here'),
  name: z.string().min(1).describe('Display name of replies'),
  aliases: z.array(email).default([]).describe('Other addresses that reach this mailbox'),
  locale: z
    .string()
    .regex(/^[a-z]{2,3}$/, 'write an ISO 639 code such as en, es or de')
    .default('en')
    .describe('Language when a mail is too short to tell'),
  agent: z.boolean().default(true).describe('false: no triage, the mailbox is only indexed'),
  imap: ImapConfig,
  smtp: SmtpConfig,
  oauth: OauthConfig.prefault({}),
  triage: z.string().default('triage.yaml').describe('Path of triage.yaml, relative to this file'),
  prompts: z.string().default('../prompts').describe('Folder of the prompt files, relative to this file'),
  knowledge: z.string().default('../knowledge-base').describe('Folder of the articles, relative to this file'),
  goLive: z.iso
    .datetime({ offset: true, error: 'write a time such as 2026-01-31T08:00:00Z' })
    .optional()
    .describe('Mail older than this is context only; default: the first start'),
  fileSent: z
    .enum(['auto', 'always', 'never'])
    .default('auto')
    .describe('Whether Firstline files its mail in Sent; auto: unless the server already did'),
  reply: ReplyConfig.prefault({}),
  drafts: DraftsConfig.prefault({}),
  redact: z
    .enum(['off', 'secrets', 'pii'])
    .default('secrets')
    .describe(
      'What no model sees; secrets: card and account numbers, national ids, passwords, keys; pii: e-mail addresses, telephone numbers and the sender’s name, too',
    ),
  budget: BudgetConfig.prefault({}).describe('What the model server may take; needs none for the built-in model'),
  lookups: LookupNetwork.prefault({}).describe('What the look-ups of triage.yaml may reach beside public addresses'),
  intake: IntakeConfig.prefault({}),
});

/** One of the two ways to log in; said together with whatever else is wrong, unless the parts themselves could not be read. */
function needsLogin(service: 'imap' | 'smtp') {
  // It is asked about what has been parsed: a duration is a number then.
  const read = service === 'imap' ? ImapConfig.omit({ timeout: true }) : SmtpConfig.omit({ timeout: true, doubt: true });
  const parts = z.looseObject({ [service]: read.loose(), oauth: OauthConfig });
  return {
    path: [service, 'password'],
    message: 'is missing: give the password, or set up oauth to log in without one',
    when: ({ value }: { value: unknown }) => parts.safeParse(value).success,
  };
}

export const InboxConfig = Inbox.refine(
  ({ imap, oauth }) => imap.password !== undefined || oauth.provider !== 'none',
  needsLogin('imap'),
).refine(({ smtp, oauth }) => smtp.password !== undefined || oauth.provider !== 'none', needsLogin('smtp'));
export type InboxConfig = z.infer<typeof InboxConfig>;

export const EmbeddingsConfig = z.strictObject({
  name: z.string().min(1).describe('Embedding model as the server knows it'),
  baseUrl: z.url().optional().describe('Default: that of the model'),
  apiKey: z.string().optional().describe('Default: that of the model, where both are the same server'),
  prices: z
    .strictObject({
      input: z.number().min(0).describe('For a million tokens'),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, 'write a currency such as EUR')
        .describe('That of the model’s prices'),
    })
    .optional()
    .describe('What the server charges for embeddings: without them their tokens are counted, and no cost'),
  dimensions: z.int().min(8).max(4_096).optional().describe('Asked of the server; default: what the model gives'),
  batch: z.int().min(1).max(2_048).default(64).describe('Passages a request'),
});
export type EmbeddingsConfig = z.infer<typeof EmbeddingsConfig>;

export const ModelConfig = z.strictObject({
  provider: z
    .enum(['builtin', 'openai'])
    .default('builtin')
    .describe('builtin: no network, quotes the knowledge base; openai: any server that speaks its protocol'),
  baseUrl: z.url().optional().describe('Default: the OpenAI API'),
  apiKey: z.string().optional(),
  name: z.string().default('gpt-5-mini').describe('Model name as the server knows it'),
  timeout: duration.prefault('60s'),
  maxOutputTokens: z.int().min(64).default(2_000),
  concurrency: z
    .int()
    .min(1)
    .max(64)
    .default(4)
    .describe('Tickets of an inbox in triage at the same time, and requests to the server at the same time over all inboxes'),
  requestsPerMinute: z.int().min(1).optional().describe('Requests to the server at most; default: as many as it takes'),
  tokensPerMinute: z.int().min(1).optional().describe('Tokens sent and received at most; default: as many as it takes'),
  logPrompts: z
    .boolean()
    .default(false)
    .describe(
      'Write what the model is asked and answers to data/prompts.jsonl, with secrets hidden: for debugging, it holds what customers wrote',
    ),
  embeddings: EmbeddingsConfig.optional().describe('Search by meaning beside the words, with any provider; default: by words alone'),
  prices: z
    .strictObject({
      input: z.number().min(0).describe('For a million tokens of prompts'),
      output: z.number().min(0).describe('For a million tokens of answers'),
      currency: z.string().regex(/^[A-Z]{3}$/, 'write a currency such as EUR'),
    })
    .optional()
    .describe('What the server charges: without them no cost is counted'),
});
export type ModelConfig = z.infer<typeof ModelConfig>;

export const FirstlineConfig = z.strictObject({
  $schema: z.string().optional(),
  data: z.string().default('../data').describe('Folder for the ledger and the embedded Redis, relative to this file; never on NFS'),
  inboxes: z.record(inboxId, InboxConfig),
  model: ModelConfig.prefault({}),
  redis: z
    .strictObject({ url: z.string().optional().describe('Default: a redis-server of our own on a unix socket in data/') })
    .prefault({}),
  ledger: z.strictObject({ url: z.string().optional().describe('postgres://… ; default: SQLite in data/') }).prefault({}),
  http: z
    .strictObject({
      host: z.string().default('127.0.0.1'),
      port: z.int().min(0).max(65_535).default(8025).describe('/healthz and /readyz; 0: no server'),
    })
    .prefault({}),
  log: z.strictObject({ level: z.enum(['trace', 'debug', 'info', 'warn', 'error']).default('info') }).prefault({}),
});
export type FirstlineConfig = z.infer<typeof FirstlineConfig>;
