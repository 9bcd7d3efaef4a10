import type { TriageConfig } from '../config/triage-schema.ts';
import { LEVELS, type Level } from './evidence.ts';

/** What a category may do: as triage.yaml says, or as it has earned or lost since. Pure. */

export interface Earned {
  readonly category: string;
  readonly level: Level;
  /** What triage.yaml said when it was earned or lost. */
  readonly configured: Level;
}

export function configuredLevel({ categories, autonomy }: Pick<TriageConfig, 'categories' | 'autonomy'>, category: string): Level {
  return categories[category]?.autonomy ?? autonomy;
}

/** What was earned counts as long as triage.yaml says what it said then: whoever edits the file has the last word. */
export function standingLevel(configured: Level, earned: Pick<Earned, 'level' | 'configured'> | null): Level {
  return earned === null || earned.configured !== configured ? configured : earned.level;
}

/** The policy with what each category has earned in place of what the file gives it. Rules and shadow mode still bound it: they are asked beside it. */
export function policyInForce(policy: TriageConfig, earned: readonly Earned[]): TriageConfig {
  const changed = earned.flatMap((one): [string, TriageConfig['categories'][string]][] => {
    const category = policy.categories[one.category];
    if (category === undefined) return [];
    const configured = configuredLevel(policy, one.category);
    const level = standingLevel(configured, one);
    return level === configured ? [] : [[one.category, { ...category, autonomy: level }]];
  });
  return changed.length === 0 ? policy : { ...policy, categories: { ...policy.categories, ...Object.fromEntries(changed) } };
}

export function above(level: Level): Level | null {
  return LEVELS[LEVELS.indexOf(level) + 1] ?? null;
}

/**
 * Where strikes take a category: to drafts, which leave by a person's hand only. Below them nothing is told to anybody of a mail, so shadow is gone back to
 * only where triage.yaml says shadow, and people answer that category themselves. Null where there is nothing to take away.
 */
export function demoted(level: Level, configured: Level): Level | null {
  if (level === 'auto') return 'draft';
  return level === 'draft' && configured === 'shadow' ? 'shadow' : null;
}
