import type { TriageConfig } from '../config/triage-schema.ts';
import { PRIORITIES } from '../triage/outcome.ts';
import { STATUS_LABELS } from './labels.ts';

/** What of a configuration decides which labels there are, and how many of them a mailbox can hold. */
export type LabelPolicy = Pick<TriageConfig, 'categories' | 'teams' | 'rules' | 'labels'>;

/**
 * The labels that are shown where the operator says how many keywords a mailbox keeps (26 on Maildir). All that Firstline sets, in the order of what people act on;
 * a label that somebody set by hand has its keyword already.
 */
export function shownLabels(labels: ReadonlySet<string>, policy: LabelPolicy): ReadonlySet<string> {
  const hidden = hiddenLabels(policy);
  return hidden.size === 0 ? labels : new Set([...labels].filter((label) => !hidden.has(label) && !hidden.has(familyOf(label))));
}

/** Those for which there is no room; `lang/*` stands for all languages. */
export function hiddenLabels(policy: LabelPolicy): ReadonlySet<string> {
  const { keywords } = policy.labels;
  if (keywords === undefined) return new Set();
  const room = Math.max(0, keywords);
  // A language is one of many, so all of them are shown or none: they come last.
  return new Set([...ranked(policy).slice(room), 'lang/*']);
}

function ranked({ categories, teams, rules, labels }: LabelPolicy): readonly string[] {
  const order = [
    ...Object.keys(labels.folders),
    ...['needs-human', 'urgent', 'high', 'drafted', 'answered', 'resolved', 'spoofed', 'suspicious', 'internal', 'suppressed'],
    ...STATUS_LABELS,
    ...PRIORITIES.filter((priority) => priority !== 'normal'),
    ...rules.flatMap((rule) => rule.then.labels),
    ...Object.keys(categories),
    ...Object.values(categories).flatMap((category) => category.labels),
    ...Object.keys(teams).map((team) => `team/${team}`),
  ];
  return [...new Set(order.map((label) => label.toLowerCase()))];
}

function familyOf(label: string): string {
  return label.replace(/\/[^/]*$/, '/*');
}
