import type { Lookup } from '../config/lookup-schema.ts';
import { makePattern } from '../config/pattern.ts';
import { fill, placeholders, REQUESTER } from '../config/url-template.ts';
import type { LookupRequest } from './lookups.ts';

/** Why a look-up is not even asked for. */
export type Refusal = { readonly ok: false; readonly why: 'bad-parameter'; readonly detail: string };

/**
 * The request for a look-up with these values, or why there is none: every declared parameter must be given, fit its pattern from end to end, and hold
 * nothing that could mean another path; none may be given that is not declared. The URL must come out as it was put together: what a parser would
 * read otherwise (`..`) is refused. Pure.
 * @param requester address of the verified sender; null where there is none, and then nothing that needs it is asked
 */
export function requestOf(
  lookup: Lookup,
  parameters: ReadonlyMap<string, string>,
  requester: string | null,
): { readonly ok: true; readonly request: LookupRequest } | Refusal {
  const bad = (detail: string): Refusal => ({ ok: false, why: 'bad-parameter', detail });
  const undeclared = [...parameters.keys()].find((name) => !Object.hasOwn(lookup.parameters, name));
  if (undeclared !== undefined) return bad('a parameter that is not declared');
  for (const [name, { pattern }] of Object.entries(lookup.parameters)) {
    const value = parameters.get(name);
    if (value === undefined) return bad(`${name} is missing`);
    if (value === '' || value.length > MAX_VALUE || UNFIT.test(value) || !fitsPattern(pattern, value)) return bad(`${name} does not fit`);
  }
  const isBound = [lookup.url, ...Object.values(lookup.body ?? {})].some((text) => placeholders(text).includes(REQUESTER));
  if (isBound && !ADDRESS.test(requester ?? '')) return bad('the address of the sender does not fit');
  const bound = (name: string): string => (name === REQUESTER ? (requester ?? '') : (parameters.get(name) ?? ''));
  const written = fill(lookup.url, (name) => encoded(bound(name)));
  const url = new URL(written);
  if (url.href !== written) return bad('a value would change the path');
  const body = lookup.body === undefined ? null : mapValues(lookup.body, (text) => fill(text, bound));
  const { method, headers, timeout } = lookup;
  return {
    ok: true,
    request: { method, url, headers, body: body === null ? null : JSON.stringify(body), timeoutMs: timeout },
  };
}

/** Characters of a value: nothing that names a thing is longer. */
const MAX_VALUE = 100;
/** Separators of paths, and what some server may decode once more; control and invisible characters, halves of pairs. */
const UNFIT = /[/\\%?#]|\p{C}/u;
/** A plain address: one with quotes, or with what separates in a URL, may be read otherwise by whoever decodes it. */
const ADDRESS = /^[\p{L}\p{N}.!$'*+^_`|~-]{1,64}@[\p{L}\p{N}.-]{1,253}$/u;

function fitsPattern(pattern: string, value: string): boolean {
  return makePattern(pattern).fits(value);
}

/** RFC 3986 section 2.3: all but the unreserved characters. */
function encoded(value: string): string {
  return encodeURIComponent(value).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function mapValues(all: Readonly<Record<string, string>>, change: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(all).map(([key, text]) => [key, change(text)]));
}
