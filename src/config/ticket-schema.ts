import { z } from 'zod';
import { PRIORITIES } from '../triage/outcome.ts';
import { sentence } from './describe-issue.ts';
import { LOOKUP_FAILURES } from './lookup-schema.ts';

/** The fields above a golden ticket, `*.ticket.md`. The JSON Schema for editors is generated from this. */

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'use lower-case letters, digits and hyphens, as in triage.yaml');
const language = z.string().regex(/^[a-z]{2,3}$/, 'write an ISO 639 code such as en, es or de');
const texts = z.array(z.string().min(1)).default([]);

/** Says what may stand in the place of what stands there, or is missing. */
function fields(known: readonly string[]) {
  return (issue: z.core.$ZodRawIssue) =>
    issue.code === 'unrecognized_keys' ? `unknown field ${issue.keys.join(', ')}: use ${known.join(', ')}` : sentence(issue);
}

const expected = {
  disposition: z
    .enum(['answered', 'drafted', 'escalated', 'suppressed', 'noted'], { error: sentence })
    .describe('What becomes of the mail: answered means sent without a person'),
  category: id.optional().describe('Category of triage.yaml that the mail must be sorted into'),
  labels: z.array(z.string().min(1)).default([]).describe('Labels it must have at least, such as urgent or team/billing'),
  priority: z.enum(PRIORITIES, { error: sentence }).optional(),
  team: id.optional().describe('Who must get it, for escalated'),
  rule: z.string().min(1).optional().describe('The rule of the screen that must have suppressed it, such as bounce'),
  mustSay: texts.describe('What the answer or draft must contain; case and white space do not matter'),
  mustNotSay: texts.describe('What no mail to the customer may contain'),
  cites: texts.describe('Articles (or passages, article#2) that the answer or draft must rest on'),
};

const Expect = z
  .strictObject(expected, { error: fields(Object.keys(expected)) })
  .refine((e) => e.team === undefined || e.disposition === 'escalated', { path: ['team'], error: 'only goes with disposition: escalated' })
  .refine((e) => e.rule === undefined || e.disposition === 'suppressed', {
    path: ['rule'],
    error: 'only goes with disposition: suppressed',
  })
  .refine((e) => (e.mustSay.length === 0 && e.cites.length === 0) || e.disposition === 'answered' || e.disposition === 'drafted', {
    error: 'mustSay and cites only go with disposition: answered or drafted',
  });

const Scripted = z
  .strictObject({
    name: id.describe('The look-up, as triage.yaml calls it'),
    parameters: z.record(z.string(), z.string()).optional().describe('Only for a call with these values; default: for any'),
    answer: z.json().optional().describe('What the server answers'),
    fails: z.enum(LOOKUP_FAILURES, { error: sentence }).optional().describe('How it fails instead'),
  })
  .refine(({ answer, fails }) => (answer === undefined) !== (fails === undefined), {
    path: ['answer'],
    error: 'write either answer or fails',
  });

const Earlier = z.strictObject({
  from: z.enum(['customer', 'us', 'staff'], { error: sentence }).describe('us: an automatic answer; staff: a person’s'),
  text: z.string().min(1),
});

const ticket = {
  $schema: z.string().optional(),
  title: z.string({ error: sentence }).min(1).describe('What this ticket shows, in a few words'),
  eml: z.string().min(1).optional().describe('A whole mail in a file beside this one, instead of from, subject and the text below'),
  from: z.string().min(1).optional().describe('Who writes: an address, or Name <address>'),
  subject: z.string({ error: sentence }).default(''),
  locale: language.optional().describe('The language that the customer writes; default: the inbox’s'),
  sender: z
    .enum(['verified', 'unverified', 'failed'], { error: sentence })
    .optional()
    .describe('What vouches for the sender; default: what the mail says'),
  thread: z.array(Earlier).default([]).describe('What was said before, oldest first; only a verified sender’s is shown to the model'),
  lookups: z.array(Scripted).default([]).describe('What servers answer to look-ups; none is really asked'),
  needs: z
    .literal('llm', { error: 'write llm, or leave it out' })
    .optional()
    .describe('The built-in model cannot answer this and must escalate it'),
  expect: Expect,
};

export const TicketFields = z.strictObject(ticket, { error: fields(Object.keys(ticket).filter((key) => key !== '$schema')) });
export type TicketFields = z.infer<typeof TicketFields>;
