import { Command, InvalidArgumentError, Option } from 'commander';
import { parseDuration } from '../config/duration.ts';
import type { Environment } from '../config/environment.ts';
import { digestFigures } from '../jobs/digest-figures.ts';
import { renderMarkdown } from '../mail/markdown.ts';
import { pageHtml } from '../mail/sheet-html.ts';
import { digestMarkdown, digestSubject } from '../tickets/digest.ts';
import { digestOf } from '../tickets/digest-time.ts';
import { digestPlan } from '../tickets/lead.ts';
import { withLedger } from './open-ledger.ts';
import { printable } from './printable.ts';

interface Options {
  readonly inbox?: string;
  readonly since: number;
  readonly print?: true;
  readonly html?: true;
  readonly json?: true;
}

const DAY = 86_400_000;

/** `firstline digest --print`: the mail that the support lead gets each day, of now. Sends nothing. */
export function digestCommand(environment: Environment): Command {
  return new Command('digest')
    .description('what was answered, what waits and what went wrong: the daily mail to the support lead, of now')
    .option('--inbox <id>', 'only this inbox')
    .addOption(new Option('--since <duration>', 'how far back, such as 24h or 7d').argParser(milliseconds).default(DAY, '24h'))
    .option('--print', 'as the mail says it (default)')
    .option('--html', 'the HTML of the mail')
    .option('--json', 'for programs')
    .action((options: Options, command: Command) =>
      withLedger(environment, command, options.inbox, async ({ db, config, inboxes }) => {
        const now = Date.now();
        const shown: string[] = [];
        const figures = [];
        for (const { id, config: inbox, triage } of config.inboxes) {
          if (!inboxes.includes(id) || triage === null) continue;
          const plan = digestPlan(triage);
          const zone = plan === null ? 'UTC' : (digestOf(plan, now)?.zone ?? plan.zone ?? plan.hours?.zone ?? 'UTC');
          const found = await digestFigures(db, id, { from: now - options.since, to: now, zone, locale: inbox.locale });
          figures.push(found);
          const { text, html } = renderMarkdown(digestMarkdown(found));
          shown.push(options.html === true ? pageHtml(html) : `${digestSubject(found, inbox.name)}\n\n${text}`);
        }
        console.log(options.json === true ? JSON.stringify(figures, null, 2) : printable(shown.join('\n')));
      }),
    );
}

function milliseconds(text: string): number {
  const parsed = parseDuration(text);
  if (parsed === null || parsed === 0) throw new InvalidArgumentError('write a duration such as 12h, 7d or 4w');
  return parsed;
}
