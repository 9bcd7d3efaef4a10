import type { Message } from './message.ts';
import { isWithin } from './sender-domain.ts';

/** Google writes its own addresses into the list fields of every group. */
const GOOGLE = ['googlegroups.com', 'google.com'];
const LIST_FIELDS = /^(list-.+|mailing-list|x-mailing-list|x-beenthere)$/;

/**
 * The mail without what a list or forwarder has added: its list fields, its name in the envelope and the footer below the text. What names other
 * hosts stays: a newsletter that was sent to the group is a newsletter.
 * @param own domains and list ids of the path, lower case
 */
export function withoutListParts(message: Message, own: readonly string[]): Message {
  const isOwn = (value: string): boolean => hostsIn(value).some((host) => [...own, ...GOOGLE].some((name) => isWithin(host, name)));
  const byExchange = message.headers.some(({ name }) => name.startsWith('x-ms-exchange-'));
  const headers = message.headers.filter(({ name, value }) => {
    if (LIST_FIELDS.test(name)) return !isOwn(value);
    if (name === 'precedence') return !/^\s*list\b/i.test(value);
    // Exchange sets these on what it expands a group to; a machine behind one asks for all to be suppressed.
    if (name === 'x-auto-response-suppress') return !byExchange || /\ball\b/i.test(value);
    if (name === 'x-mailman-version') return false;
    // The null path of a bounce stays.
    return name !== 'return-path' || !isOwn(value);
  });
  return { ...message, headers, text: withoutFooter(message.text, own) };
}

/** The hosts of `<https://host/…>`, `<mailto:a@host?…>`, `<list.host>` and `list a@host`; what stands behind a `?` is no address of the list. */
function hostsIn(value: string): string[] {
  const places = value
    .toLowerCase()
    .replace(/\?[^>,\s]*/g, '')
    .match(/[^\s<>,;]+/g);
  return (places ?? []).map((place) =>
    place
      .replace(/^(?:https?:\/\/|mailto:)/, '')
      .replace(/\/.*$/, '')
      .replace(/^.*@/, '')
      .replace(/:\d+$/, ''),
  );
}

/** A line of the kind that lists draw above their footer. */
const RULE = /^(?:_{20,}|-{20,}|-- ?)$/;
const FOOTER_LINES = 10;

function withoutFooter(text: string, own: readonly string[]): string {
  const lines = text.trimEnd().split('\n');
  const rule = lines.findLastIndex((line) => RULE.test(line));
  const below = lines
    .slice(rule + 1)
    .join('\n')
    .toLowerCase();
  const isFooter =
    rule > 0 &&
    lines.length - rule <= FOOTER_LINES &&
    own.some((name) => below.includes(name)) &&
    /subscri|abmelden|désabonn|list|group/.test(below);
  return isFooter ? lines.slice(0, rule).join('\n').trimEnd() : text;
}
