const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 30_000;

/**
 * Does what may fail because the server is away, again and again until it succeeds or is refused.
 *
 * @param {() => Promise<T>} action safe to repeat
 * @param {(error: Error, again: () => void) => void} waiting told before each pause; `again` ends it early
 * @returns {Promise<T>}
 * @template T
 */
export async function keepTrying(action, waiting) {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      return await action();
    } catch (error) {
      if (!error.isTemporary) throw error;
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, pause);
        waiting(error, () => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }
}
