import { describe, expect, test } from 'vitest';
import { type Access, type Action, checkAccess, type Grant, type Scope, type ThreadFacts } from './access.ts';

const GRANT: Grant = {
  inbox: 'support',
  actor: 'key:abc',
  scopes: new Set<Scope>(['mail:read', 'mail:send', 'mail:manage']),
  see: null,
  hide: new Set(),
  set: null,
  sendTo: 'any',
};
const THREAD: ThreadFacts = {
  inbox: 'support',
  labels: new Set(['billing', 'urgent']),
  participants: new Set(['ada@x.example', 'ben@x.example']),
};
const ACTIONS: Readonly<Record<Action['kind'], Action>> = {
  read: { kind: 'read' },
  send: { kind: 'send', recipients: ['ada@x.example'] },
  label: { kind: 'label', add: ['vip'], remove: ['billing'] },
};
const KINDS = ['read', 'send', 'label'] as const;
const YES: Access = { allowed: true };
const HIDDEN: Access = { allowed: false, code: 'not_found', why: 'no such thread' };
const forbidden = (why: string): Access => ({ allowed: false, code: 'forbidden', why });
const check = (grant: Partial<Grant>, action: Action, thread: Partial<ThreadFacts> = {}) =>
  checkAccess({ ...GRANT, ...grant }, { ...THREAD, ...thread }, action);

describe('scopes', () => {
  const SCOPES = ['mail:read', 'mail:send', 'mail:manage'] as const;
  const NEEDED = { read: 'mail:read', send: 'mail:send', label: 'mail:manage' } as const;
  test.each(KINDS.flatMap((kind) => SCOPES.map((scope) => [kind, scope] as const)))('%s with %s alone', (kind, scope) => {
    const needed = NEEDED[kind];
    expect(check({ scopes: new Set([scope]) }, ACTIONS[kind])).toEqual(
      scope === needed ? YES : forbidden(`Missing required scope: ${needed}`),
    );
  });

  test.each(KINDS)('%s with none', (kind) => {
    expect(check({ scopes: new Set() }, ACTIONS[kind])).toMatchObject({ allowed: false, code: 'forbidden' });
  });
});

describe('what a holder does not see does not exist for it, whatever it wants to do', () => {
  test.each<[string, Partial<Grant>, boolean]>([
    ['another inbox', { inbox: 'sales' }, false],
    ['all labels', { see: null }, true],
    ['one of its labels', { see: new Set(['other', 'billing']) }, true],
    ['none of its labels', { see: new Set(['other']) }, false],
    ['no labels at all', { see: new Set() }, false],
    ['a hidden label', { hide: new Set(['urgent']) }, false],
    ['hidden although seen', { see: new Set(['billing']), hide: new Set(['urgent']) }, false],
    ['another label is hidden', { hide: new Set(['legal']) }, true],
  ])('%s', (_name, grant, visible) => {
    for (const kind of KINDS) expect(check(grant, ACTIONS[kind])).toEqual(visible ? YES : HIDDEN);
  });

  test('the answer is the same for a thread that is hidden and for a scope that is missing as well', () => {
    expect(check({ hide: new Set(['urgent']), scopes: new Set() }, ACTIONS.read)).toEqual(HIDDEN);
  });

  test('a thread without labels is seen by those who see all, and hidden from nobody', () => {
    const bare = { labels: new Set<string>() };
    expect(check({}, ACTIONS.read, bare)).toEqual(YES);
    expect(check({ hide: new Set(['urgent']) }, ACTIONS.read, bare)).toEqual(YES);
    expect(check({ see: new Set(['billing']) }, ACTIONS.read, bare)).toEqual(HIDDEN);
  });
});

describe('recipients', () => {
  const STRANGER = forbidden('a recipient is not part of this conversation');
  test.each<[string, Grant['sendTo'], string[], Access]>([
    ['anybody may be written to', 'any', ['eve@x.example'], YES],
    ['those in the conversation always', new Set(), ['ada@x.example', 'ben@x.example'], YES],
    ['nobody else', new Set(), ['eve@x.example'], STRANGER],
    ['one stranger among friends is one too many', new Set(), ['ada@x.example', 'eve@x.example'], STRANGER],
    ['unless the grant names them', new Set(['eve@x.example']), ['ada@x.example', 'eve@x.example'], YES],
    ['an address that only looks alike is another', new Set(['eve@x.example']), ['eve@x.example.evil'], STRANGER],
    ['a mail to nobody is none', 'any', [], forbidden('a mail needs a recipient')],
  ])('%s', (_name, sendTo, recipients, access) => {
    expect(check({ sendTo }, { kind: 'send', recipients })).toEqual(access);
  });
});

describe('labels', () => {
  const refused = (label: string) => forbidden(`the label ${label} may not be set`);
  test.each<[string, string[] | null, string[], string[], Access]>([
    ['all', null, ['anything'], ['else'], YES],
    ['those that are named', ['vip', 'billing'], ['vip'], ['billing'], YES],
    ['not others', ['vip'], ['vip', 'legal'], [], refused('legal')],
    ['removing is setting', ['vip'], [], ['legal'], refused('legal')],
    ['none', [], ['vip'], [], refused('vip')],
    ['a star stands for all below', ['lang/*'], ['lang/es', 'lang/ja'], [], YES],
    ['but not for what it stands below', ['lang/*'], ['lang'], [], refused('lang')],
    ['nor for its neighbours', ['lang/*'], ['language/es'], [], refused('language/es')],
    ['nor for two levels', ['lang/*'], ['lang/es/mx'], [], refused('lang/es/mx')],
    ['a star alone is no label of all', ['*'], ['vip'], [], refused('vip')],
    ['nothing asked, nothing refused', [], [], [], YES],
  ])('%s', (_name, set, add, remove, access) => {
    expect(check({ set: set === null ? null : new Set(set) }, { kind: 'label', add, remove })).toEqual(access);
  });
});
