/**
 * Who may do what to which thread: the one place that every caller of the primitives passes, the built-in agent
 * included. Pure: callers act on the answer.
 */
export interface Grant {
  readonly inbox: string;
  /** As it appears in the audit, e.g. `agent`. */
  readonly actor: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Threads carrying one of these labels exist for the holder; null: all do. */
  readonly see: ReadonlySet<string> | null;
  readonly hide: ReadonlySet<string>;
  /** Labels it may add or remove, `lang/*` standing for all below `lang/`; null: all. */
  readonly set: ReadonlySet<string> | null;
  /** Addresses outside the thread that it may write to; `any`: no limit. */
  readonly sendTo: ReadonlySet<string> | 'any';
}

export type Scope = 'mail:read' | 'mail:send' | 'mail:manage';

export interface ThreadFacts {
  readonly inbox: string;
  readonly labels: ReadonlySet<string>;
  /** Addresses that are part of the conversation. */
  readonly participants: ReadonlySet<string>;
}

export type Action =
  | { readonly kind: 'read' }
  | { readonly kind: 'send'; readonly recipients: readonly string[] }
  | { readonly kind: 'label'; readonly add: readonly string[]; readonly remove: readonly string[] };

export type Access =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly code: 'not_found' | 'forbidden'; readonly why: string };

const SCOPE: Readonly<Record<Action['kind'], Scope>> = { read: 'mail:read', send: 'mail:send', label: 'mail:manage' };

export function checkAccess(grant: Grant, thread: ThreadFacts, action: Action): Access {
  if (!sees(grant, thread)) return { allowed: false, code: 'not_found', why: 'no such thread' };
  const scope = SCOPE[action.kind];
  if (!grant.scopes.has(scope)) return forbidden(`Missing required scope: ${scope}`);
  switch (action.kind) {
    case 'read':
      return { allowed: true };
    case 'send':
      return checkRecipients(grant, thread, action.recipients);
    case 'label':
      return checkLabels(grant, [...action.add, ...action.remove]);
    default:
      return action satisfies never;
  }
}

function sees(grant: Grant, thread: ThreadFacts): boolean {
  if (grant.inbox !== thread.inbox) return false;
  if ([...grant.hide].some((label) => thread.labels.has(label))) return false;
  return grant.see === null || [...grant.see].some((label) => thread.labels.has(label));
}

function checkRecipients(grant: Grant, thread: ThreadFacts, recipients: readonly string[]): Access {
  if (recipients.length === 0) return forbidden('a mail needs a recipient');
  const { sendTo } = grant;
  if (sendTo === 'any') return { allowed: true };
  const stranger = recipients.find((r) => !thread.participants.has(r) && !sendTo.has(r));
  return stranger === undefined ? { allowed: true } : forbidden('a recipient is not part of this conversation');
}

function checkLabels(grant: Grant, labels: readonly string[]): Access {
  const { set } = grant;
  const refused = set === null ? undefined : labels.find((label) => !set.has(label) && !set.has(label.replace(/\/[^/]*$/, '/*')));
  return refused === undefined ? { allowed: true } : forbidden(`the label ${refused} may not be set`);
}

function forbidden(why: string): Access {
  return { allowed: false, code: 'forbidden', why };
}
