/** Ten times the longest answer we ask for, with room for what servers put around it. */
const MAX_BYTES = 2_000_000;

/** A server that does not stop writing. */
export class EndlessAnswerError extends Error {
  override readonly name = 'EndlessAnswerError';
}

/**
 * `fetch` that reads no more of a body than an answer can be: a model or server that never stops would otherwise fill the memory until the time-out.
 * Beyond that, reading the body fails with an `EndlessAnswerError` and the connection is closed.
 * @param more bytes that the answer may have beyond what any may
 */
export function boundedFetch(more = 0): typeof fetch {
  const most = MAX_BYTES + more;
  return async (url, init) => {
    const response = await fetch(url, init);
    if (response.body === null) return response;
    let bytes = 0;
    const bounded = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          bytes += chunk.byteLength;
          if (bytes > most) controller.error(new EndlessAnswerError(`the answer is longer than ${most} bytes`));
          else controller.enqueue(chunk);
        },
      }),
    );
    const { status, statusText, headers } = response;
    return new Response(bounded, { status, statusText, headers });
  };
}
