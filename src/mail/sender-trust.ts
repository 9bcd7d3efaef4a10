import { headerAll, type Message } from './message.ts';
import { isWithin } from './sender-domain.ts';
import { type AuthenticationResults, type MethodResult, readAuthenticationResults } from './sender-results.ts';

/** Whose word counts on who a sender is. */
export interface Trust {
  /** Names of our own servers, or `*.example.com`, or `exchange-online`. */
  readonly authservIds: readonly string[];
  /** Domains whose ARC seal counts (RFC 8617): what they saw before they passed the mail on. */
  readonly arcSealers: readonly string[];
}

/** What somebody we believe has found out about a mail. */
export interface Findings {
  /** Who says so, for people. */
  readonly by: string;
  readonly results: readonly MethodResult[];
}

/** Exchange Online writes no name into its field (against RFC 8601 §2.2), and renames what came with the mail to Authentication-Results-Original. */
const NAMELESS = 'exchange-online';

/**
 * What our own servers wrote: the topmost Authentication-Results and those right below it, as long as all bear a trusted name. Several milters
 * of one server write a field each, so a block belongs together. What stands below another's field, below a field that says `none`, or below
 * the next Received may have come with the mail (RFC 8601 §5, §7.1). Of each method only the topmost field that reports it counts, so that
 * nothing below can overrule it. Null when no trusted server has written anything.
 */
export function trustedFindings(message: Pick<Message, 'headers'>, { authservIds }: Trust): Findings | null {
  const results: MethodResult[] = [];
  let by: string | null = null;
  for (const { name, value } of message.headers) {
    if (name === 'received' && by !== null) break;
    if (name !== 'authentication-results') continue;
    const field = readAuthenticationResults(value);
    if (field === null || !isTrusted(field.authservId, authservIds)) break;
    by ??= field.authservId ?? NAMELESS;
    const reported = new Set(results.map((r) => r.method));
    results.push(...field.results.filter((r) => !reported.has(r.method)));
    if (field.results.length === 0) break;
  }
  return by === null ? null : { by, results };
}

function isTrusted(id: string | null, trusted: readonly string[]): boolean {
  if (id === null) return trusted.some((entry) => entry.trim().toLowerCase() === NAMELESS);
  return trusted.some((entry) => {
    const name = entry.trim().toLowerCase();
    return name.startsWith('*.') ? id !== name.slice(2) && isWithin(id, name.slice(2)) : id === name;
  });
}

/**
 * What trusted sealers saw, newest first, for a chain that our own server found unbroken (`arc=pass`, RFC 8617 §5.2). The walk ends at the
 * first seal of somebody else: whatever is below has only that one's word. A chain with two sets of one instance is none (§5.1.1).
 */
export function sealedFindings(message: Pick<Message, 'headers'>, findings: Findings | null, { arcSealers }: Trust): readonly Findings[] {
  if (!isUnbroken(findings)) return [];
  const seals = instances(headerAll(message, 'arc-seal'));
  const reports = instances(headerAll(message, 'arc-authentication-results'));
  if (seals === null || reports === null) return [];
  const sealed: Findings[] = [];
  for (let instance = seals.size; instance > 0; instance -= 1) {
    const sealer = sealerOf(seals.get(instance));
    if (!arcSealers.some((domain) => isWithin(sealer, domain.trim().toLowerCase()))) break;
    const report = readReport(reports.get(instance) ?? '');
    if (report === null) break;
    sealed.push({ by: `${sealer} (sealed)`, results: report.results });
  }
  return sealed;
}

/** Who sealed the mail last, of a chain that our own server found unbroken; null without one. */
export function newestSealer(message: Pick<Message, 'headers'>, findings: Findings): string | null {
  const seals = isUnbroken(findings) ? instances(headerAll(message, 'arc-seal')) : null;
  const newest = sealerOf(seals?.get(seals.size));
  return newest === '' ? null : newest;
}

function isUnbroken(findings: Findings | null): boolean {
  return findings?.results.some((r) => r.method === 'arc' && r.result === 'pass') === true;
}

function sealerOf(seal: string | undefined): string {
  return /(?:^|;)\s*d\s*=\s*([^;\s]+)/i.exec(seal ?? '')?.[1]?.toLowerCase() ?? '';
}

/** Instance → value, numbered 1 to n without a gap; null for anything else. */
function instances(values: readonly string[]): ReadonlyMap<number, string> | null {
  const found = new Map(
    values.map((value) => [
      Number(/^\s*i\s*=\s*(\d{1,2})\s*;/i.exec(value)?.[1] ?? /;\s*i\s*=\s*(\d{1,2})\s*(?:;|$)/i.exec(value)?.[1]),
      value,
    ]),
  );
  const complete = found.size === values.length && values.every((_, index) => found.has(index + 1));
  return complete ? found : null;
}

function readReport(value: string): AuthenticationResults | null {
  return readAuthenticationResults(value.replace(/^\s*i\s*=\s*\d{1,2}\s*;/i, ''));
}
