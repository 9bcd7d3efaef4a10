import type { Lookup, LookupField } from '../config/lookup-schema.ts';
import { fill, placeholders } from '../config/url-template.ts';
import type { Value } from './answer.ts';

/**
 * What may be said of an answer, in the words of triage.yaml: the sentences of this language, of the first language where it has none. A sentence whose
 * value is missing is left out. Null when nothing is left to say. Pure.
 */
export function sayAnswer(
  { say, fields }: Lookup,
  values: ReadonlyMap<string, Value>,
  language: string,
): { readonly text: string; readonly locale: string } | null {
  const locale = Object.hasOwn(say, language) ? language : Object.keys(say)[0];
  if (locale === undefined) return null;
  const said = (say[locale] ?? [])
    .filter((sentence) => placeholders(sentence).every((name) => values.has(name)))
    .map((sentence) => fill(sentence, (name) => inWords(values.get(name), fields[name], locale)));
  return said.length === 0 ? null : { text: said.join(' '), locale };
}

function inWords(value: Value | undefined, field: LookupField | undefined, locale: string): string {
  switch (value?.type) {
    case undefined:
      return '';
    case 'choice':
      return field?.choices?.[value.choice]?.[locale] ?? value.choice;
    case 'number':
      return new Intl.NumberFormat(region(locale), {
        minimumFractionDigits: field?.decimals ?? 0,
        maximumFractionDigits: field?.decimals ?? 6,
        useGrouping: false,
      }).format(value.number);
    case 'date':
      return new Intl.DateTimeFormat(region(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${value.date}T00:00:00Z`));
    case 'text':
    case 'link':
      return value.text;
    default:
      return value satisfies never;
  }
}

/** "24 November 2026" is read alike wherever English is; "11/24" is not, and neither is its order. */
function region(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale;
}
