import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import { type Db, openLedger } from '../../src/ledger/database.ts';
import { ensureInbox } from '../../src/ledger/inboxes.ts';
import { makeUndo, type Undo } from '../../src/undo.ts';
import { auditCases } from './audit-cases.ts';
import { correctionCases } from './correction-cases.ts';
import { INBOX, NOW } from './facts.ts';
import { gapCases } from './gap-cases.ts';
import { intakeCases } from './intake-cases.ts';
import { leadCases } from './lead-cases.ts';
import { leaseCases } from './lease-cases.ts';
import { listCases } from './list-cases.ts';
import { migrationCases } from './migration-cases.ts';
import { modelCallCases } from './model-call-cases.ts';
import { outboxCases } from './outbox-cases.ts';
import { rowCases } from './row-cases.ts';
import { staffMailCases } from './staff-mail-cases.ts';
import { statisticsCases } from './statistics-cases.ts';
import { ticketListCases } from './ticket-list-cases.ts';
import { turnCases } from './turn-cases.ts';

export interface Location {
  readonly url: string | undefined;
  readonly folder: string;
}

/** Gives places for ledgers; `undo` is run when all cases are through. */
export type StartLedgers = (undo: Undo) => Promise<() => Promise<Location>>;

/** What a case works with, fresh for each. */
export interface Bench {
  readonly location: () => Location;
  /** Opened, migrated, with one inbox. */
  readonly db: () => Db;
  /** The same ledger again, as another process has it. */
  readonly again: () => Promise<Db>;
}

/** The behaviour that every ledger must have. */
export function describeLedger(name: string, start: StartLedgers): void {
  describe(name, () => {
    const all = makeUndo();
    let fresh: () => Promise<Location>;
    let location: Location;
    let db: Db;
    let undo: Undo;
    beforeAll(async () => {
      fresh = await start(all);
    });
    afterAll(all.run);
    beforeEach(async () => {
      undo = makeUndo();
      location = await fresh();
      db = await openLedger(location);
      undo.push(() => db.destroy());
      await ensureInbox(db, INBOX, NOW, NOW);
    });
    afterEach(() => undo.run());

    const bench: Bench = {
      location: () => location,
      db: () => db,
      again: async () => {
        const other = await openLedger(location);
        undo.push(() => other.destroy());
        return other;
      },
    };
    describe('migrations', () => migrationCases(bench, () => fresh()));
    describe('intake', () => intakeCases(bench));
    describe('audit', () => auditCases(bench));
    describe('corrections', () => correctionCases(bench));
    describe('gaps', () => gapCases(bench));
    describe('what the lead is told', () => leadCases(bench));
    describe('lists', () => listCases(bench));
    describe('leases', () => leaseCases(bench));
    describe('model calls', () => modelCallCases(bench));
    describe('outbox', () => outboxCases(bench));
    describe('rows', () => rowCases(bench));
    describe('staff mails', () => staffMailCases(bench));
    describe('statistics', () => statisticsCases(bench));
    describe('lists of tickets', () => ticketListCases(bench));
    describe('turns', () => turnCases(bench));
  });
}
