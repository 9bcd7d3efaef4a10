import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from '../ledger/database.ts';
import type { Undo } from '../undo.ts';
import type { DemoOptions } from './demo.ts';
import { openStageLedger, progress } from './observe.ts';
import { type Stage, startDaemonProcess } from './stage.ts';

/** The daemon of the demo, which may die and be started again. */
export interface Actor {
  readonly logFile: string;
  readonly hasEnded: () => boolean;
  /** As the kernel does it when memory runs out: no warning, no last word. */
  readonly killAndRestart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export function startActor(stage: Stage): Actor {
  let daemon = startDaemonProcess(stage, ['--sample']);
  return {
    logFile: daemon.logFile,
    hasEnded: () => daemon.process.exitCode !== null || daemon.process.signalCode !== null,
    killAndRestart: async () => {
      daemon.process.kill('SIGKILL');
      await daemon.ended;
      daemon = startDaemonProcess(stage, ['--sample']);
    },
    stop: () => daemon.stop(),
  };
}

export interface Waiting {
  readonly arriving: number;
  readonly options: DemoOptions;
  readonly limit: number;
  readonly undo: Undo;
}

/** Returns the ledger once all is done, or null when the daemon ended or time ran out. */
export async function waitUntilHandled(stage: Stage, actor: Actor, { arriving, options, limit, undo }: Waiting): Promise<Db | null> {
  const { say, showProgress, now, kills } = options;
  const until = now() + limit;
  let killed = 0;
  let db: Db | null = null;
  while (now() < until && !actor.hasEnded()) {
    db ??= await openStageLedger(stage).then(
      (opened) => {
        undo.push(() => opened.destroy());
        return opened;
      },
      () => null,
    );
    const state = db === null ? { handled: 0, quiet: false } : await progress(db);
    showProgress(`${state.handled} of ${arriving} handled`);
    // Machine mail is done at once; the kills are spread over what takes work.
    if (killed < kills && state.handled >= Math.round((arriving * (killed + 1)) / (kills + 1))) {
      killed += 1;
      await actor.killAndRestart();
      say(`kill -9 number ${killed}, with ${state.handled} of ${arriving} handled; started again`);
    }
    if (state.quiet && state.handled >= arriving) return db;
    await delay(kills > 0 ? 20 : 150);
  }
  say(actor.hasEnded() ? 'The daemon ended. It said:' : `Not everything was handled within ${limit / 1_000} s. The end of the log:`);
  say((await readFile(actor.logFile, 'utf8')).split('\n').slice(-25).join('\n'));
  return null;
}
