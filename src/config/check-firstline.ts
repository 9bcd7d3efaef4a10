import { checkOauth } from './check-oauth.ts';
import { isLoopback } from './loopback.ts';
import type { FirstlineConfig, InboxConfig } from './schema.ts';

/** What no single value shows: rules between the settings of firstline.yaml. Pure. */

interface Found {
  readonly path: string;
  readonly message: string;
}

export function checkFirstline(config: FirstlineConfig): readonly Found[] {
  const inboxes = Object.entries(config.inboxes);
  return [
    ...(inboxes.length === 0 ? [{ path: 'inboxes', message: 'name at least one inbox, such as support' }] : []),
    ...inboxes.flatMap(([id, inbox]) => checkInbox(`inboxes.${id}`, inbox)),
    ...sharedAddresses(inboxes),
    ...sharedMailboxes(inboxes),
    ...checkModel(config.model),
    ...checkPrices(config.model),
    ...checkBudgets(config),
    ...checkUrls(config),
  ];
}

function checkInbox(path: string, inbox: InboxConfig): Found[] {
  const plain = (['imap', 'smtp'] as const)
    .filter((service) => inbox[service].security === 'none' && !isLoopback(inbox[service].host))
    .map((service) => ({
      path: `${path}.${service}.security`,
      message: 'none would send the password in the clear: write tls or starttls (none is for a server on this machine)',
    }));
  const { debounce, debounceMax, pollEvery } = inbox.intake;
  return [
    ...plain,
    ...checkOauth(`${path}.oauth`, inbox),
    ...(debounce <= debounceMax ? [] : [{ path: `${path}.intake.debounceMax`, message: 'must not be shorter than debounce' }]),
    // The line is quiet between two looks.
    ...(pollEvery < inbox.imap.timeout ? [] : [{ path: `${path}.intake.pollEvery`, message: 'must be shorter than imap.timeout' }]),
  ];
}

function sharedAddresses(inboxes: readonly (readonly [string, InboxConfig])[]): Found[] {
  const owner = new Map<string, string>();
  return inboxes.flatMap(([id, inbox]) =>
    [
      { address: inbox.address, path: `inboxes.${id}.address` },
      ...inbox.aliases.map((address, index) => ({ address, path: `inboxes.${id}.aliases.${index}` })),
    ].flatMap(({ address, path }) => {
      const other = owner.get(address);
      owner.set(address, other ?? path);
      return other === undefined ? [] : [{ path, message: `${address} is already ${other}: give each inbox addresses of its own` }];
    }),
  );
}

function sharedMailboxes(inboxes: readonly (readonly [string, InboxConfig])[]): Found[] {
  const owner = new Map<string, string>();
  return inboxes.flatMap(([id, { imap }]) => {
    const account = JSON.stringify([imap.host.toLowerCase(), imap.port, imap.user]);
    const other = owner.get(account);
    owner.set(account, other ?? id);
    return other === undefined
      ? []
      : [{ path: `inboxes.${id}.imap.user`, message: `is the mailbox of inbox ${other}: give each inbox a mailbox of its own` }];
  });
}

function checkModel(model: FirstlineConfig['model']): Found[] {
  if (model.provider !== 'openai' || model.apiKey !== undefined || model.baseUrl !== undefined) return [];
  return [{ path: 'model.apiKey', message: 'is missing: set OPENAI_API_KEY, or give the baseUrl of a server that needs none' }];
}

/** Costs of two currencies cannot be added up. */
function checkPrices({ prices, embeddings }: FirstlineConfig['model']): Found[] {
  const [own, other] = [prices?.currency, embeddings?.prices?.currency];
  if (own === undefined || other === undefined || own === other) return [];
  return [{ path: 'model.embeddings.prices.currency', message: `must be ${own}, as in model.prices: a budget is in one currency` }];
}

/** A cap on money that is counted nowhere would hold nothing back. */
function checkBudgets({ inboxes, model }: FirstlineConfig): Found[] {
  // The built-in model costs nothing: there it is the embeddings alone.
  if (model.prices !== undefined || (model.provider === 'builtin' && model.embeddings?.prices !== undefined)) return [];
  return Object.entries(inboxes).flatMap(([id, { budget }]) =>
    (['costPerDay', 'costPerTicket'] as const)
      .filter((name) => budget[name] !== undefined)
      .map((name) => ({
        path: `inboxes.${id}.budget.${name}`,
        message: 'needs model.prices: write what the server charges, or cap tokens instead',
      })),
  );
}

function checkUrls({ redis, ledger }: FirstlineConfig): Found[] {
  const found: Found[] = [];
  if (redis.url !== undefined && !/^(rediss?|unix):\/\//.test(redis.url))
    found.push({ path: 'redis.url', message: 'write a URL such as redis://redis:6379' });
  if (ledger.url !== undefined && !/^postgres(ql)?:\/\//.test(ledger.url)) {
    found.push({ path: 'ledger.url', message: 'write a URL such as postgres://user@host/firstline, or leave it out for SQLite' });
  }
  return found;
}
