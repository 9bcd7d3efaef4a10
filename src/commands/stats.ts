import { Command, InvalidArgumentError, Option } from 'commander';
import type { Environment } from '../config/environment.ts';
import { csv } from '../statistics/csv.ts';
import { type Moment, periodOf, readMoment } from '../statistics/period.ts';
import { DIMENSIONS, type Dimension, type Statistics, statisticsOf } from '../statistics/statistics.ts';
import { COLUMNS, groupRows } from '../statistics/table.ts';
import { zoneOf } from '../statistics/zone.ts';
import { withLedger } from './open-ledger.ts';
import { makeInk } from './paper.ts';
import { breakdown, overview } from './stats-page.ts';

interface Options {
  readonly inbox?: string;
  readonly since?: Moment;
  readonly until?: Moment;
  readonly by?: Dimension;
  readonly json?: true;
  readonly csv?: true;
}

/** `firstline stats`: how many tickets came, who was needed, how they ended and how long the first answer took. */
export function statsCommand(environment: Environment): Command {
  return new Command('stats')
    .description(
      'tickets over time: who was needed, how they ended, how long the first answer took (docs/statistics.md has each definition)',
    )
    .option('--inbox <id>', 'only this inbox')
    .option('--since <when>', 'how far back, such as 30d or 2026-09-01; default: this week and the eleven before it', moment)
    .option('--until <when>', 'up to the end of this day, or so long ago; default: now', moment)
    .addOption(new Option('--by <what>', 'group by group').choices(DIMENSIONS))
    .addOption(new Option('--json', 'for programs').conflicts('csv'))
    .option('--csv', 'for spreadsheets: a row a group of --by, else a row a week')
    .action((options: Options, command: Command) =>
      withLedger(environment, command, options.inbox, async ({ db, config, inboxes }) => {
        const now = Date.now();
        const coloured = process.stdout.isTTY && (environment.variables.NO_COLOR ?? '') === '';
        const ink = makeInk(coloured);
        const found: Statistics[] = [];
        const pages: string[] = [];
        for (const { id, config: inbox, triage } of config.inboxes) {
          if (!inboxes.includes(id)) continue;
          if (triage === null) {
            pages.push(`${id}: has no agent, so that no mail in it becomes a ticket`);
            continue;
          }
          const zone = zoneOf(triage);
          const { from, to } = periodOf(options.since, options.until, zone, now);
          if (from >= to) throw new Error('--since is not before --until: nothing lies between them');
          const statistics = await statisticsOf(db, id, triage, { from, to, zone, now });
          found.push(statistics);
          pages.push(options.by === undefined ? overview(statistics, inbox.name, ink) : breakdown(statistics, options.by, inbox.name, ink));
        }
        if (options.json === true)
          console.log(
            JSON.stringify(
              found.map((s) => forPrograms(s, options.by)),
              null,
              2,
            ),
          );
        else if (options.csv === true) process.stdout.write(csv([COLUMNS, ...found.flatMap((s) => groupRows(s, options.by ?? 'week'))]));
        else console.log(pages.join('\n\n'));
      }),
    );
}

function forPrograms({ from, to, groups, ...rest }: Statistics, by: Dimension | undefined) {
  return {
    ...rest,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    groups: by === undefined ? groups : { [by]: groups[by] },
  };
}

function moment(text: string): Moment {
  const read = readMoment(text);
  if (read === null) throw new InvalidArgumentError('write how long ago, such as 30d or 12w, or a day such as 2026-09-01');
  return read;
}
