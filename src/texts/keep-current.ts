import type { Log } from '../log.ts';
import { pause } from '../pause.ts';
import { SETTLE_MS } from './settle.ts';
import type { TextsInForce } from './texts-in-force.ts';
import { watchFolders } from './watch-folders.ts';

/** A look comes at least this often where nothing tells of changes: with the time to settle, an edit serves within a second. ms */
const EVERY_MS = 400;
/** Looking takes at most this share of the time, so that many articles or a slow disk cost little... */
const SHARE = 1 / 60;
/** The quickest of so many looks counts: the others were interrupted by other work. Fewer say nothing. */
const REMEMBERED = 8;
/** ...but a look is never further away than this. ms */
const AT_MOST_MS = 5_000;
/** An event comes with the first byte of many: a look at once would only see something that moves. ms */
const HEARD_MS = 50;
/** Whoever writes for longer than this without a pause is told of. ms */
const RESTLESS_MS = 10_000;

/**
 * Looks at the texts again and again until the signal is aborted. Never rejects.
 * @param watch what hears of changes; where it hears nothing they are found by looking
 */
export async function keepCurrent(
  texts: Pick<TextsInForce, 'look' | 'folders'>,
  signal: AbortSignal,
  log: Log,
  watch: typeof watchFolders = watchFolders,
): Promise<void> {
  let wake: () => void = () => undefined;
  let heard = false;
  const events = watch(() => {
    heard = true;
    wake();
  }, log);
  events.watch(texts.folders());
  let restlessSince: number | null = null;
  let told = false;
  const lasted: number[] = [];
  while (!signal.aborted) {
    if (!heard)
      await pause(pauseAfter(lasted), signal, (wakeUp) => {
        wake = wakeUp;
      });
    if (heard) await pause(HEARD_MS, signal);
    heard = false;
    if (signal.aborted) break;
    const begun = performance.now();
    const sight = await texts.look(begun).catch((error: unknown) => {
      // A bug: what serves goes on serving, and every look tries again.
      log.error({ err: error }, 'articles, prompts and config/triage.yaml could not be looked at');
      return 'unchanged' as const;
    });
    if (sight === 'unchanged') lasted.push(performance.now() - begun);
    if (lasted.length > REMEMBERED) lasted.shift();
    if (sight === 'read') events.watch(texts.folders());
    if (sight !== 'moving') {
      restlessSince = null;
      told = false;
      continue;
    }
    restlessSince ??= begun;
    if (!told && begun - restlessSince > RESTLESS_MS) {
      told = true;
      log.warn(
        'articles, prompts or config/triage.yaml are being written to without a pause: the version in force goes on serving until they come to rest',
      );
    }
    await pause(SETTLE_MS, signal);
    heard = true;
  }
  events.close();
}

/** The pause before the next look, by how long the last ones took, ms. Pure. */
export function pauseAfter(looks: readonly number[]): number {
  return looks.length < REMEMBERED ? EVERY_MS : Math.min(AT_MOST_MS, Math.max(EVERY_MS, Math.min(...looks) / SHARE));
}
