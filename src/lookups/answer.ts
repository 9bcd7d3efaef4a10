import type { Lookup, LookupField } from '../config/lookup-schema.ts';
import { makePattern } from '../config/pattern.ts';

/** One declared value of an answer, checked. */
export type Value =
  | { readonly type: 'text' | 'link'; readonly text: string }
  | { readonly type: 'choice'; readonly choice: string }
  | { readonly type: 'number'; readonly number: number }
  /** `YYYY-MM-DD`. */
  | { readonly type: 'date'; readonly date: string };

export type ReadAnswer =
  | { readonly ok: true; readonly values: ReadonlyMap<string, Value> }
  | { readonly ok: false; readonly why: 'not-owner' | 'unusable'; readonly detail: string };

/**
 * What an answer says, reduced to what is declared; all else in it is as if it were not there. One field that is not as declared makes the whole of it
 * useless. Where an owner is asked for, it is looked at before anything else. Pure; the answer is a stranger's text.
 * @param requester address of the verified sender, null where there is none
 */
export function readAnswer(json: unknown, { ownerField, fields }: Lookup, requester: string | null): ReadAnswer {
  if (ownerField !== undefined) {
    const owner = valueAt(json, ownerField);
    const isOwner = requester !== null && requester !== '' && typeof owner === 'string' && sameAddress(owner, requester);
    if (!isOwner) return { ok: false, why: 'not-owner', detail: '' };
  }
  const values = new Map<string, Value>();
  for (const [name, field] of Object.entries(fields)) {
    const raw = valueAt(json, field.path ?? name);
    if ((raw === undefined || raw === null) && field.optional) continue;
    const value = readField(raw, field);
    if (value === null) return { ok: false, why: 'unusable', detail: name };
    values.set(name, value);
  }
  return { ok: true, values };
}

/** Own properties only: `constructor` and the like are no data. */
function valueAt(json: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (node, step) =>
        typeof node === 'object' && node !== null && Object.hasOwn(node, step) ? (node as Record<string, unknown>)[step] : undefined,
      json,
    );
}

function sameAddress(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** Null for whatever is not as declared. */
function readField(raw: unknown, field: LookupField): Value | null {
  switch (field.type) {
    case 'text':
      return readText(raw, field);
    case 'choice': {
      const choice = typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : null;
      return choice !== null && Object.hasOwn(field.choices ?? {}, choice) ? { type: 'choice', choice } : null;
    }
    case 'number': {
      const number = typeof raw === 'string' && /^-?\d{1,15}(\.\d{1,6})?$/.test(raw) ? Number(raw) : raw;
      return typeof number === 'number' && Number.isFinite(number) && Math.abs(number) < 1e15 ? { type: 'number', number } : null;
    }
    case 'date':
      return readDate(raw);
    case 'link':
      return readLink(raw, field.hosts ?? []);
    default:
      return field.type satisfies never;
  }
}

/** Nothing that people do not see, no second line, and nothing that Markdown or HTML would make more of than text. */
const NO_PLAIN_TEXT = /\p{C}|[\u2028\u2029<>[\]{}`|\\*_~]/u;

function readText(raw: unknown, { maxLength, pattern }: LookupField): Value | null {
  if (typeof raw !== 'string') return null;
  const text = raw.trim().normalize('NFC');
  if (text === '' || text.length > maxLength || NO_PLAIN_TEXT.test(text)) return null;
  return pattern === undefined || makePattern(pattern).fits(text) ? { type: 'text', text } : null;
}

/** As the server writes the day, whatever its time zone: that is the day it tells its customers. */
function readDate(raw: unknown): Value | null {
  const date =
    typeof raw === 'string' ? /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(raw)?.[1] : undefined;
  if (date === undefined) return null;
  const at = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== date ? null : { type: 'date', date };
}

function readLink(raw: unknown, hosts: readonly string[]): Value | null {
  if (typeof raw !== 'string' || raw.length > 500 || !URL.canParse(raw)) return null;
  const { protocol, host, username, password, href } = new URL(raw);
  const sound = protocol === 'https:' && hosts.includes(host) && username === '' && password === '' && /^[!-~]+$/.test(href);
  return sound && !/[<>()[\]`*_\\]/.test(href) ? { type: 'link', text: href } : null;
}
