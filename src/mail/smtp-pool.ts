/** One server connection as the pool sees it. */
export interface PooledConnection {
  /** False once it broke or was closed. */
  readonly usable: () => boolean;
  /** Says goodbye; never throws. */
  readonly quit: () => Promise<void>;
}

export interface Pool<T extends PooledConnection> {
  /** A kept connection or a new one, ours until `give` or `drop`; waits while all are in use. */
  readonly take: (signal: AbortSignal) => Promise<{ readonly connection: T; readonly kept: boolean }>;
  /** Back for the next one. */
  readonly give: (connection: T) => void;
  /** Its place is free again; the caller has ended it. */
  readonly drop: () => void;
  readonly close: () => Promise<void>;
}

/** At most `size` connections at a time, newest first, so that those not needed fall idle and are ended by either side. */
export function makePool<T extends PooledConnection>(size: number, open: (signal: AbortSignal) => Promise<T>): Pool<T> {
  const idle: T[] = [];
  const waiting: (() => void)[] = [];
  let inUse = 0;
  let closed = false;

  function release(): void {
    inUse -= 1;
    waiting.shift()?.();
  }

  async function place(signal: AbortSignal): Promise<void> {
    while (inUse >= size) {
      signal.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        const turn = () => {
          signal.removeEventListener('abort', abort);
          resolve();
        };
        const abort = () => {
          waiting.splice(waiting.indexOf(turn), 1);
          reject(signal.reason);
        };
        waiting.push(turn);
        signal.addEventListener('abort', abort, { once: true });
      });
    }
    inUse += 1;
  }

  return {
    take: async (signal) => {
      signal.throwIfAborted();
      await place(signal);
      for (let connection = idle.pop(); connection !== undefined; connection = idle.pop()) {
        if (connection.usable()) return { connection, kept: true };
      }
      try {
        return { connection: await open(signal), kept: false };
      } catch (error) {
        release();
        throw error;
      }
    },
    give: (connection) => {
      if (closed) void connection.quit();
      else idle.push(connection);
      release();
    },
    drop: release,
    close: async () => {
      closed = true;
      await Promise.all(idle.splice(0).map((connection) => connection.quit()));
    },
  };
}
