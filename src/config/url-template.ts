/** What a look-up asks of the requester: bound by code from the verified sender, never by a model. */
export const REQUESTER = 'requester.email';

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** The names between braces, in order. */
export function placeholders(template: string): readonly string[] {
  return [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/** @param write what stands for a name, already encoded for the place */
export function fill(template: string, write: (name: string) => string): string {
  return template.replace(PLACEHOLDER, (_, name: string) => write(name));
}

/** What is wrong with a URL template, in words for people; null when it is sound. A parameter may stand in the path and in values of the query, nowhere else. */
export function templateProblem(template: string): string | null {
  const [, authority = '', rest = ''] = /^https?:\/\/([^/?#\\]*)(.*)$/s.exec(template) ?? [];
  if (authority === '') return 'write a whole URL such as https://shop.example.com/orders/{number}';
  if (/[{}]/.test(authority)) return 'no parameter may stand in the host: write the host as it is, and parameters behind it';
  if (authority.includes('@')) return 'no name and password may stand in a URL: send them in a header, from ${NAME}';
  if (rest.includes('#')) return 'leave out what stands behind #: no server sees it';
  if (/[{}]/.test(fill(rest, () => ''))) return 'close every brace: a parameter is written {name}';
  const [, query = ''] = /\?(.*)$/s.exec(rest) ?? [];
  const names = query.split('&').map((pair) => pair.split('=')[0] ?? '');
  if (names.some((name) => /[{}]/.test(name))) return 'a parameter may stand in a value of the query, not in its name';
  if (query.split('&').some((pair) => CREDENTIAL.test(pair.split('=')[0] ?? '') && !pair.includes('{'))) return SECRET_IN_URL;
  return normalProblem(fill(template, () => 'x'));
}

const SECRET_IN_URL = 'a key or token must not stand in a URL, which servers write to their logs: send it in a header, from ${NAME}';

/** Names under which secrets are sent. */
export const CREDENTIAL = /auth|token|key|secret|session|passw|credential|signature|\bsig\b|bearer/i;

/** Written as it is sent, nothing of a URL can mean something else than it says. */
function normalProblem(filled: string): string | null {
  if (!URL.canParse(filled)) return 'write a whole URL such as https://shop.example.com/orders/{number}';
  const { href } = new URL(filled);
  return href === filled
    ? null
    : `write it as it is sent: lower-case host, a path, no .. and nothing to encode (with x for each parameter: ${href})`;
}
