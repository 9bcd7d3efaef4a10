import type { Run } from './database.ts';
import { insertion } from './insertion.ts';
import type { HandoffRow } from './schema.ts';

/** Writes down which ticket a mail to a team is about; one that is there already stays as it is. */
export const insertHandoffs: (run: Run, rows: readonly HandoffRow[]) => Promise<void> = insertion('handoffs', 'keep');
