import { z } from 'zod';
import { nearest } from './nearest.ts';

/** What is wrong with a configuration value, and what to write: sentences that never repeat the value, for it may be a secret. */

type Issue = z.core.$ZodRawIssue;

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'settings, one a line, indented below it',
  record: 'settings, one a line, indented below it',
};

/** A zod error map: used where the schema itself says nothing better. */
export function sentence(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.input, issue.expected);
    case 'invalid_value':
      return `write ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return smallest(issue.origin, Number(issue.minimum));
    case 'too_big':
      return issue.origin === 'string' ? `write at most ${issue.maximum} characters` : `write a number of at most ${issue.maximum}`;
    case 'invalid_format':
      return issue.format === 'url' ? 'write a URL such as https://llm.example.com/v1' : undefined;
    default:
      return undefined;
  }
}

function wrongType(input: unknown, expected: string): string {
  const wanted = TYPES[expected] ?? expected;
  if (input === undefined || input === null) return `is missing: write ${wanted}`;
  const isBare = expected === 'string' && (typeof input === 'number' || typeof input === 'boolean');
  return isBare ? 'write a text: put it in quotes' : `write ${wanted}`;
}

function smallest(origin: string, minimum: number): string {
  if (origin === 'string') return 'must not be empty';
  if (origin === 'array') return minimum === 1 ? 'list at least one' : `list at least ${minimum}`;
  return `write a number of at least ${minimum}`;
}

/** One problem a line for each finished issue: an unknown key is placed at the key itself, with the nearest known one. */
export function describeIssue(issue: z.core.$ZodIssue, schema: z.ZodType): readonly { readonly path: string; readonly message: string }[] {
  const path = issue.path.map(String);
  if (issue.code === 'invalid_union') return describeUnion(issue, schema);
  if (issue.code === 'invalid_key') return issue.issues.map((inner) => ({ path: path.join('.'), message: inner.message }));
  if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), message: issue.message }];

  const known = knownKeys(schema, path);
  return issue.keys.map((key) => {
    const meant = nearest(key, known);
    const hint = meant === undefined ? `known are ${known.join(', ')}` : `did you mean ${meant}?`;
    return { path: [...path, key].join('.'), message: `is not a known setting: ${hint}` };
  });
}

/**
 * Of several kinds of value (`off`, or settings), what is wrong is said of the one that was meant: that whose problems lie within it. Where none was, all are named, unless the
 * schema has a sentence for it.
 */
function describeUnion(issue: z.core.$ZodIssueInvalidUnion, schema: z.ZodType): ReturnType<typeof describeIssue> {
  const meant = issue.errors.find(
    (kind) => kind.length > 0 && kind.every((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys'),
  );
  if (meant !== undefined) return meant.flatMap((inner) => describeIssue({ ...inner, path: [...issue.path, ...inner.path] }, schema));
  const kinds = issue.errors.flatMap((kind) => kind.map(({ message }) => message.replace(/^write /, '')));
  const message = issue.message === UNTOLD && kinds.length > 0 ? `write ${kinds.join(', or ')}` : issue.message;
  return [{ path: issue.path.map(String).join('.'), message }];
}

/** What zod says where nobody says anything better. */
const UNTOLD = 'Invalid input';

function knownKeys(schema: z.ZodType, path: readonly string[]): readonly string[] {
  const at = path.reduce<z.core.$ZodType | undefined>((node, key) => (node === undefined ? undefined : child(unwrap(node), key)), schema);
  const object = at === undefined ? undefined : unwrap(at);
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

function child(schema: z.core.$ZodType, key: string): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[key];
  if (schema instanceof z.ZodRecord) return schema.valueType;
  if (schema instanceof z.ZodArray) return schema.element;
  return undefined;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return unwrap(schema.unwrap());
  if (schema instanceof z.ZodUnion) return schema.options.map(unwrap).find((option) => option instanceof z.ZodObject) ?? schema;
  return schema instanceof z.ZodPipe ? unwrap(schema.in) : schema;
}
