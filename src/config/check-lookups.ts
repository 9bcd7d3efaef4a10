import type { Lookup, LookupField } from './lookup-schema.ts';
import { isLoopback } from './loopback.ts';
import { nearest } from './nearest.ts';
import { makePattern, PATTERN_HELP } from './pattern.ts';
import { CREDENTIAL, placeholders, REQUESTER, templateProblem } from './url-template.ts';

/** What no single value of a look-up shows. Pure. */

interface Found {
  readonly path: string;
  readonly message: string;
}

export interface LookupContext {
  readonly categories: readonly string[];
  /** Hosts that the operator lets be asked without TLS. */
  readonly httpHosts: readonly string[];
  /** Dotted path → the text as written, of the strings that held a reference. */
  readonly written: ReadonlyMap<string, string>;
}

export function checkLookups(lookups: Readonly<Record<string, Lookup>>, context: LookupContext): readonly Found[] {
  return Object.entries(lookups).flatMap(([id, lookup]) =>
    [
      ...checkUrl(lookup, context),
      ...checkHeaders(id, lookup, context),
      ...checkParameters(lookup),
      ...checkOwner(lookup),
      ...Object.entries(lookup.fields).flatMap(([name, field]) => checkField(name, field)),
      ...checkSay(lookup),
      ...checkTrigger(lookup, context),
    ].map(({ path, message }) => ({ path: `lookups.${id}.${path}`, message })),
  );
}

function checkUrl({ url, method, body }: Lookup, { httpHosts }: LookupContext): Found[] {
  const problem = templateProblem(url);
  if (problem !== null) return [{ path: 'url', message: problem }];
  const host = /^http:\/\/([^/?]*)/.exec(url)?.[1]?.replace(/:\d+$/, '');
  const plain = host === undefined || isLoopback(host) || httpHosts.includes(host);
  return [
    ...(plain
      ? []
      : [
          {
            path: 'url',
            message:
              'write https: without TLS anybody on the way can read and change it (the operator may list the host in lookups.httpHosts)',
          },
        ]),
    ...Object.entries(body ?? {})
      .filter(([name, text]) => CREDENTIAL.test(name) && placeholders(text).length === 0)
      .map(([name]) => ({ path: `body.${name}`, message: 'a key or token is sent in a header, from ${NAME}' })),
    ...(body !== undefined && method === 'GET' ? [{ path: 'body', message: 'goes with method: POST only' }] : []),
  ];
}

/** Set by what sends the request, or never sent. */
const OWN_HEADERS =
  /^(host|content-.*|transfer-encoding|connection|keep-alive|cookie2?|accept|accept-encoding|expect|upgrade|te|trailer|proxy-.*)$/i;
const REFERENCE = /\$\{(?:file:[^}]+|[A-Za-z_]\w*)\}/g;
/** "Bearer ", "Token token=": what may stand around a secret. */
const SCHEME = /^(?:[A-Za-z]{0,12}[ =:"]{0,3}){0,2}$/;

function checkHeaders(id: string, { headers }: Lookup, { written }: LookupContext): Found[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const path = `headers.${name}`;
    if (!/^[A-Za-z0-9-]+$/.test(name)) return [{ path, message: 'is no name of a header: use letters, digits and hyphens' }];
    if (OWN_HEADERS.test(name)) return [{ path, message: 'is set by Firstline, or never sent: leave it out' }];
    if (!/^[\x20-\x7e]+$/.test(value)) return [{ path, message: 'must be one line of plain ASCII characters' }];
    const text = written.get(`lookups.${id}.${path}`) ?? '';
    const isReference = text.match(REFERENCE) !== null && SCHEME.test(text.replace(REFERENCE, ''));
    return CREDENTIAL.test(name) && !isReference
      ? [{ path, message: 'a secret must not stand in this file: write it as ${NAME} or ${file:/run/secrets/name}, without a default' }]
      : [];
  });
}

function checkParameters({ url, body = {}, parameters }: Lookup): Found[] {
  const known = Object.keys(parameters);
  const uses = [
    ...placeholders(url).map((name) => ({ path: 'url', name })),
    ...Object.entries(body).flatMap(([key, text]) => placeholders(text).map((name) => ({ path: `body.${key}`, name }))),
  ];
  return [
    ...uses.flatMap(({ path, name }) => unknown('parameter', path, name, [...known, REQUESTER])),
    ...known
      .filter((name) => !uses.some((use) => use.name === name))
      .map((name) => ({ path: `parameters.${name}`, message: `is not used: write {${name}} in url, or leave it out` })),
    ...known.flatMap((name) => checkPattern(`parameters.${name}.pattern`, parameters[name]?.pattern)),
  ];
}

function checkPattern(path: string, source: string | undefined): Found[] {
  if (source === undefined) return [];
  try {
    makePattern(source);
    return [];
  } catch {
    return [{ path, message: PATTERN_HELP }];
  }
}

/** Whose data it is must be certain, and by code. */
function checkOwner({ url, body = {}, ownerField, ...lookup }: Lookup): Found[] {
  const isBound = [url, ...Object.values(body)].some((text) => placeholders(text).includes(REQUESTER));
  if (lookup.public) {
    const message = 'anybody may write any address as sender: a public look-up must not ask for, or by, a person';
    return [...(isBound ? [{ path: 'url', message }] : []), ...(ownerField === undefined ? [] : [{ path: 'ownerField', message }])];
  }
  if (isBound || ownerField !== undefined) return [];
  return [
    {
      path: 'ownerField',
      message: `anybody could have anybody's data looked up: write {${REQUESTER}} in url, name the field of the answer that holds the owner's address, or say public: true`,
    },
  ];
}

function checkField(name: string, { type, pattern, choices, decimals, hosts }: LookupField): Found[] {
  const at = `fields.${name}`;
  const only = (of: string, key: string, value: unknown) =>
    value === undefined || type === of ? [] : [{ path: `${at}.${key}`, message: `goes with type: ${of} only` }];
  return [
    ...only('text', 'pattern', pattern),
    ...only('choice', 'choices', choices),
    ...only('number', 'decimals', decimals),
    ...only('link', 'hosts', hosts),
    ...(type === 'choice' && choices === undefined
      ? [{ path: `${at}.choices`, message: 'list every value that may come, and how it is said' }]
      : []),
    ...(type === 'link' && hosts === undefined ? [{ path: `${at}.hosts`, message: 'list the hosts that the link may lead to' }] : []),
    ...checkPattern(`${at}.pattern`, pattern),
  ];
}

function checkSay({ fields, say }: Lookup): Found[] {
  const known = Object.keys(fields);
  if (Object.keys(say).length === 0) return [{ path: 'say', message: 'write at least one sentence in one language' }];
  return Object.entries(say).flatMap(([language, sentences]) =>
    sentences.flatMap((sentence, at) =>
      placeholders(sentence).flatMap((name) => {
        const path = `say.${language}.${at}`;
        const field = fields[name];
        if (field === undefined) return unknown('field', path, name, known);
        const silent = Object.entries(field.choices ?? {}).filter(([, words]) => words[language] === undefined);
        return silent.map(([value]) => ({
          path: `fields.${name}.choices.${value}`,
          message: `say it in ${language}, too: a sentence of say.${language} uses it`,
        }));
      }),
    ),
  );
}

function checkTrigger({ trigger }: Lookup, { categories }: LookupContext): Found[] {
  return (trigger?.categories ?? []).flatMap((id, at) => unknown('category', `trigger.categories.${at}`, id, categories));
}

function unknown(kind: 'parameter' | 'field' | 'category', path: string, name: string, known: readonly string[]): Found[] {
  if (known.includes(name)) return [];
  const meant = nearest(name, known);
  const hint = meant === undefined ? `declare it, or write one of ${known.join(', ')}` : `did you mean ${meant}?`;
  return [{ path, message: `${name} is not a ${kind}: ${hint}` }];
}
