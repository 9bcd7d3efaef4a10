/** How far a run is, for people: a bar that is drawn over itself on a terminal, a line every few seconds elsewhere. */
export interface ProgressLine {
  /** @param what such as `reading headers`; a new one begins a new estimate. */
  readonly show: (what: string, done: number, of: number) => void;
  /** A sentence of its own, above the bar. */
  readonly say: (sentence: string) => void;
  readonly end: () => void;
}

export interface ProgressLineOptions {
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly write: (text: string) => void;
  readonly now: () => number;
}

const BAR = 24;
/** ms between lines where nobody watches, and between drawings where somebody does. */
const PLAIN_EVERY = 5_000;
const DRAW_EVERY = 100;

export function makeProgressLine({ isTerminal, columns, write, now }: ProgressLineOptions): ProgressLine {
  let phase = { what: '', began: 0, first: 0 };
  let shown = Number.NEGATIVE_INFINITY;
  let drawn = false;
  const clear = () => {
    if (drawn) write('\r\u001b[K');
    drawn = false;
  };
  return {
    show: (what, done, of) => {
      const at = now();
      if (what !== phase.what) {
        phase = { what, began: at, first: done };
        shown = Number.NEGATIVE_INFINITY;
      }
      // The last one is always shown, once.
      if (at - shown < (isTerminal ? DRAW_EVERY : PLAIN_EVERY) && done < of) return;
      shown = at;
      const left = remaining({ ...phase, done, of, at });
      const figures = `${what} ${done} of ${of}${left === null ? '' : `, ${left} left`}`;
      if (!isTerminal) return write(`${figures}\n`);
      clear();
      write(`${bar(done, of)} ${figures}`.slice(0, columns - 1));
      drawn = true;
    },
    say: (sentence) => {
      clear();
      write(`${sentence}\n`);
    },
    end: clear,
  };
}

function bar(done: number, of: number): string {
  const full = of === 0 ? BAR : Math.floor((done / of) * BAR);
  return `[${'#'.repeat(full)}${'.'.repeat(BAR - full)}]`;
}

interface Pace {
  /** ms. */
  readonly began: number;
  readonly at: number;
  /** Done before this run began to count. */
  readonly first: number;
  readonly done: number;
  readonly of: number;
}

/** `about 3 min`; null while there is nothing to judge by, and at the end. */
export function remaining({ began, at, first, done, of }: Pace): string | null {
  const passed = at - began;
  if (done <= first || done >= of || passed < 1_000) return null;
  return `about ${asTime((passed / (done - first)) * (of - done))}`;
}

function asTime(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
