import { z } from 'zod';
import { PRIORITIES } from '../triage/outcome.ts';
import { duration } from './duration.ts';
import { Hours, holiday, zone } from './hours-schema.ts';
import { Lookups } from './lookup-schema.ts';
import { workDuration } from './work-duration.ts';

/** config/triage.yaml: what the support lead decides. The JSON Schema for editors is generated from this. */

const ID = /^[a-z][a-z0-9-]*$/;
const ID_FORM = 'use lower-case letters, digits and hyphens, such as data-deletion';
const id = z.string().regex(ID, ID_FORM);
const label = z.string().min(1).max(64);
const language = z.string().regex(/^[a-z]{2,3}$/, 'write an ISO 639 code such as en, es or de');
const email = z.email('write an e-mail address such as team@example.com').transform((a) => a.toLowerCase());
const autonomy = z.enum(['shadow', 'draft', 'auto']);

export const Category = z.strictObject({
  description: z.string().min(1).describe('What belongs here, in one or two sentences: the model reads it'),
  examples: z
    .array(z.string().min(1))
    .default([])
    .describe('Questions as customers write them, in any language: the built-in model learns from them'),
  autonomy: autonomy
    .optional()
    .describe('shadow: only recorded; draft: waits for staff in Drafts; auto: sent. Default: the top-level autonomy'),
  team: id.optional().describe('Who gets it when it is escalated; default: fallbackTeam'),
  priority: z.enum(PRIORITIES).default('normal'),
  labels: z.array(label).default([]),
});
export type Category = z.infer<typeof Category>;

export const Team = z.strictObject({
  name: z.string().min(1),
  email: email.describe('Escalations are mailed here'),
  staff: z.array(email).default([]).describe('The people of the team: their mail is never answered'),
  locales: z.array(language).default([]).describe('Languages this team takes over'),
  language: language
    .optional()
    .describe('What the team reads: summaries and our own words are written in it; default: its locales, else the language of the inbox'),
  hours: Hours.optional(),
  outsideHours: id
    .optional()
    .describe('Who takes escalations outside the hours: another team, fallback (the fallbackTeam), or same (they wait); default: fallback'),
});
export type Team = z.infer<typeof Team>;

/** Whoever answers for the support as a whole. */
const Lead = z.strictObject({
  name: z.string().min(1),
  email: email.describe('The digest, and what categories have lost, are mailed here'),
  hours: Hours.optional(),
});

export const Rule = z.strictObject({
  name: z.string().min(1),
  when: z
    .strictObject({
      category: z.array(id).min(1).optional().describe('Any of these categories'),
      phrases: z
        .array(z.string().regex(/^[^*](.*[^*])?$/s, 'write a phrase that begins and ends with a word: * only stands for what is between'))
        .min(1)
        .optional()
        .describe(
          'Any of these phrases in the raw subject or text; case does not matter. * between words: up to four others in between ("delete my * account"); within a word: a few characters',
        ),
      from: z.array(z.string().min(1)).min(1).optional().describe('Sender addresses, or *@domain'),
      language: z.array(language).min(1).optional(),
    })
    .describe('All of the given conditions; within one, any value. With category and phrases both given, either is enough'),
  then: z.strictObject({
    labels: z.array(label).default([]),
    priority: z.enum(PRIORITIES).optional().describe('Raises the priority, never lowers it'),
    escalate: id.optional().describe('Forward to this team instead of answering'),
    autonomy: autonomy.optional().describe('Limits what may be sent without a person'),
  }),
});
export type Rule = z.infer<typeof Rule>;

/** How long, by the priority of a ticket. */
function byPriority(usual: Readonly<Record<(typeof PRIORITIES)[number], string>>) {
  return z
    .strictObject({
      urgent: workDuration.prefault(usual.urgent),
      high: workDuration.prefault(usual.high),
      normal: workDuration.prefault(usual.normal),
      low: workDuration.prefault(usual.low),
    })
    .prefault({});
}

export const TriageConfig = z.strictObject({
  $schema: z.string().optional(),
  autonomy: autonomy.default('draft').describe('For categories that do not say: what may leave without a person'),
  categories: z.record(id, Category),
  teams: z.record(id, Team),
  fallbackTeam: z
    .string('is missing: name the team that takes what nothing else assigns, one of those under teams')
    .regex(ID, ID_FORM)
    .describe('Takes what no rule, category or language assigns'),
  lead: Lead.optional().describe('The support lead; default: fallbackTeam'),
  rules: z.array(Rule).default([]),
  holidays: z
    .record(id, z.array(holiday))
    .default({})
    .describe('Named calendars for the hours of teams: days such as 2026-12-24, or 12-25 for every year'),
  confidence: z
    .strictObject({
      classify: z.number().min(0).max(1).default(0.5).describe('Below this the category does not count and the mail is escalated'),
      passage: z.number().min(0).max(1).default(0.45).describe('Below this a passage is no ground for an answer'),
    })
    .prefault({}),
  answer: z
    .strictObject({
      maxWords: z
        .int()
        .min(20)
        .max(1_000)
        .default(300)
        .describe('Words of an answer, greeting and sign-off apart: the model is told, and a longer one waits for staff in Drafts'),
    })
    .prefault({}),
  caps: z
    .strictObject({
      repliesPerTicket: z.int().min(0).default(3),
      repliesPerThreadPerDay: z.int().min(0).default(5),
      repliesPerSenderPerDay: z.int().min(0).default(10),
      lookupsPerTurn: z.int().min(0).max(10).default(2).describe('Look-ups for one answer; a mail that needs more goes to a person'),
    })
    .prefault({}),
  lookups: Lookups,
  labels: z
    .strictObject({
      folders: z
        .record(label, z.string().min(1))
        .default({})
        .describe('Labels that people act on: their mails are also copied into this mailbox'),
      keywords: z
        .int()
        .min(0)
        .optional()
        .describe('How many different keywords a mailbox keeps (26 on Maildir): the most important labels are shown; default: no limit'),
      grant: z
        .strictObject({
          set: z.array(label).optional().describe('Labels the agent may set; default: all that this file and the standard set name'),
        })
        .prefault({}),
    })
    .prefault({}),
  digest: z
    .union([
      z.literal('off'),
      z.strictObject({
        at: z
          .string()
          .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time such as 08:30')
          .optional()
          .describe('Default: when the hours of the lead (or of fallbackTeam) begin; where there are none, 08:00'),
        zone: zone.optional().describe('Default: that of the hours, or UTC'),
      }),
    ])
    .prefault({})
    .describe('A mail a day to the lead about what was answered, what waits and what went wrong; off: none'),
  surge: z
    .union([
      z.literal('off'),
      z.strictObject({
        senders: z.int().min(2).default(8).describe('So many people'),
        domains: z.int().min(1).default(3).describe('of so many organisations'),
        within: duration.prefault('30m').describe('within so long'),
        likeness: z.number().min(0).max(1).default(0.6).describe('write about one topic: cosine of a mail with what they share'),
        times: z.number().min(1).default(5).describe('over so many times as often as is usual at that hour of the day'),
        quiet: duration.prefault('2h').describe('Over when nobody has written about it for this long'),
      }),
    ])
    .prefault({})
    .describe(
      'When many write about the same at once, as in an outage, nobody is answered on their own and a team is told once; off: never',
    ),
  takeover: z
    .strictObject({
      handBackAfter: duration
        .optional()
        .describe(
          'A person who has written in a conversation has it: Firstline answers there again when a mail of the customer has waited this long for them. Default: only once it is handed back',
        ),
    })
    .prefault({}),
  longSilence: duration
    .prefault('60d')
    .describe(
      'A customer who writes again in a conversation that was silent for this long: the answer, the hand-off and the audit say that it was opened again',
    ),
  hours: Hours.optional().describe(
    'When the support as a whole is at work, for follow-ups and business days; default: that of fallbackTeam',
  ),
  followUp: z
    .union([
      z.literal('off'),
      z.strictObject({
        after: workDuration
          .prefault('48h')
          .describe('Ask whether it is resolved when the customer has been silent this long after an answer; also 3 business days'),
        closeAfter: workDuration.prefault('72h').describe('Close as stale after this much more silence'),
        max: z.int().min(0).max(10).default(1).describe('Check-ins a ticket; 0: close without asking'),
        closingMail: z.boolean().default(false).describe('true: say so when a ticket is closed as stale'),
        afterStaff: z.boolean().default(true).describe('false: nobody is asked about what a person has answered'),
        anyTime: z
          .boolean()
          .default(false)
          .describe(
            'true: at any hour; default: in the working hours of the customer where their zone is known, else in those of the support',
          ),
      }),
    ])
    .prefault({})
    .describe('What becomes of a ticket whose customer owes the next word and says nothing; off: it stays as it is'),
  sla: z
    .union([
      z.literal('off'),
      z.strictObject({
        firstResponse: byPriority({ urgent: '1h', high: '4h', normal: '24h', low: '48h' }).describe(
          'Remind the team, within its hours, when it has owed an answer this long',
        ),
        thenLead: byPriority({ urgent: '1h', high: '4h', normal: '24h', low: '48h' }).describe(
          'Tell the support lead, within their hours, when it has owed it this long after that',
        ),
      }),
    ])
    .prefault({})
    .describe('Reminders of what staff owe an answer to; off: none'),
});
export type TriageConfig = z.infer<typeof TriageConfig>;
