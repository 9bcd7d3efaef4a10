import { ConfigError, type ConfigProblem, errorMessage, PermanentError } from './errors.ts';
import type { BaseParts } from './inbox-parts.ts';

/** What the operator must mend is said at once; a server that is only away is waited for. */
export async function assertAccounts(parts: BaseParts): Promise<void> {
  const { inbox, log, tokens, config } = parts;
  const found: ConfigProblem[] = [];
  const works = async (setting: string, check: () => Promise<unknown>): Promise<boolean> => {
    try {
      await check();
      return true;
    } catch (error) {
      if (error instanceof PermanentError)
        found.push({ file: 'firstline.yaml', path: `inboxes.${inbox}.${setting}`, message: error.message });
      else log.warn({ err: errorMessage(error) }, 'a server is away; it is picked up when it comes back');
      return false;
    }
  };
  const checks = {
    imap: () => parts.mailbox.special(),
    smtp: () => parts.submission.verify(AbortSignal.timeout(30_000)),
  } as const;
  const hasTokens = tokens === null || (await works('oauth', tokens.get));
  // Without a token, whoever logs in with one could only say the same once more.
  const checkable = (['imap', 'smtp'] as const).filter((service) => hasTokens || config[service].password !== undefined);
  await Promise.all(checkable.map((service) => works(service, checks[service])));
  if (found.length > 0) throw new ConfigError(found.toSorted((x, y) => x.path.localeCompare(y.path)));
}
