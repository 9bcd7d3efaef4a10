import { z } from 'zod';
import { duration } from './duration.ts';

/** One entry under `lookups` in triage.yaml: a question that is asked of a server of ours, and what of its answer may be said. */

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'use lower-case letters, digits and hyphens, such as order-status');
const name = z.string().regex(/^[a-z][a-zA-Z0-9]*$/, 'use letters and digits, such as number');
const language = z.string().regex(/^[a-z]{2,3}$/, 'write an ISO 639 code such as en, es or de');
const path = z.string().regex(/^[^.\s]+(\.[^.\s]+)*$/, 'write the way to it in the answer, such as delivery.date or orders.0.state');
const pattern = z.string().min(1).max(500);

/** No answer of a first line is worth a longer wait. ms. */
const LONGEST = 5_000;

const Parameter = z.strictObject({
  description: z.string().min(1).describe('What it is, in a few words: the model reads it'),
  pattern: pattern.describe('What the whole value must look like: a regular expression in the syntax of RE2'),
});

const Field = z.strictObject({
  path: path.optional().describe('Where it stands in the answer, such as delivery.date; default: its own name'),
  type: z.enum(['text', 'choice', 'number', 'date', 'link']),
  optional: z.boolean().default(false).describe('true: the answer may leave it out, and then nothing that has it in it is said'),
  maxLength: z.int().min(1).max(500).default(80).describe('Of a text: characters; a longer one makes the answer useless'),
  pattern: pattern.optional().describe('Of a text: what the whole of it must look like'),
  choices: z
    .record(z.string().min(1), z.record(language, z.string().min(1)))
    .optional()
    .describe('Of a choice: every value that may come, and how it is said in each language'),
  decimals: z.int().min(0).max(6).optional().describe('Of a number: how many decimals are said; default: as many as it has'),
  hosts: z.array(z.string().min(1)).min(1).optional().describe('Of a link: the hosts that it may lead to'),
});
export type LookupField = z.infer<typeof Field>;

const Trigger = z
  .strictObject({
    categories: z.array(id).min(1).describe('The mail is sorted into one of these'),
    phrases: z.array(z.string().min(1)).min(1).describe('and what it asks is one of these, such as "where is my order"'),
  })
  .describe(
    'When the built-in model may look it up, which cannot read descriptions: the mail says nothing else, and each parameter stands in it exactly once. A language model does not need it',
  );

export const Lookup = z.strictObject({
  description: z.string().min(1).describe('What it tells and when to use it: the model reads it'),
  title: z.string().min(1).optional().describe('What staff read as the source; default: the name'),
  method: z.enum(['GET', 'POST']).default('GET').describe('POST only for questions that change nothing'),
  url: z
    .string()
    .min(1)
    .describe('With {parameter} in the path or in values of the query, and {requester.email} for the address of the verified sender'),
  headers: z.record(z.string(), z.string().min(1)).default({}).describe('Keys and tokens as ${NAME} or ${file:/run/secrets/name}'),
  body: z.record(z.string().min(1), z.string()).optional().describe('Of a POST: sent as a JSON object of texts, {parameter} as in url'),
  parameters: z.record(name, Parameter).default({}),
  public: z.boolean().default(false).describe('true: tells nothing about a person, so anybody may have it asked'),
  ownerField: path.optional().describe('Where the answer names its owner: used only if that is the address of the verified sender'),
  fields: z.record(name, Field).describe('All that is read of the answer'),
  say: z
    .record(language, z.array(z.string().min(1)).min(1))
    .describe('What may be said, in sentences with {field}; one whose field is missing is left out'),
  timeout: duration
    .prefault('5s')
    .refine((ms) => ms >= 100 && ms <= LONGEST, 'write a time from 100ms to 5s')
    .describe('For the whole answer; at most 5s'),
  trigger: Trigger.optional(),
});
export type Lookup = z.infer<typeof Lookup>;

export const Lookups = z.record(id, Lookup).default({}).describe('Questions that may be asked of your own servers for an answer');

/** How a question to a server may end without a usable answer. */
export const LOOKUP_FAILURES = [
  'bad-address',
  'unreachable',
  'timeout',
  'redirect',
  'not-found',
  'refused',
  'too-large',
  'not-json',
] as const;

/** What the operator allows look-ups to reach. */
export const LookupNetwork = z.strictObject({
  privateRanges: z
    .array(z.union([z.cidrv4(), z.cidrv6()], { error: 'write a range such as 10.20.0.0/16' }))
    .default([])
    .describe('Private address ranges that look-ups may connect to, such as 10.20.0.0/16; default: none'),
  httpHosts: z
    .array(z.string().min(1))
    .default([])
    .describe('Hosts that may be asked without TLS (http:), such as shop-api; default: only this machine'),
});
