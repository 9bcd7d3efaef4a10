import type { Attach } from './attach.ts';
import type { Large } from './large.ts';
import { largeRows } from './large-report.ts';
import type { Latency } from './latency.ts';
import type { Share } from './profile.ts';
import type { Throughput } from './throughput.ts';

export interface Results {
  readonly at: string;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly memoryBytes: number; readonly node: string };
  /** How many processes wanted a core in the minute before: above 1 somebody else was working as well. */
  readonly loadBefore: number;
  readonly throughput?: Pair<Throughput>;
  /** With a model server that answers at once instead of the built-in model. */
  readonly overHttp?: Pair<Throughput>;
  readonly latency?: Pair<Latency>;
  readonly attach?: Attach;
  readonly large?: Large;
  /** Of the daemon's CPU time in another run, under the profiler. */
  readonly shares?: readonly Share[];
}

export interface Pair<T> {
  readonly firstline: T;
  readonly floor: T;
}

export interface Row {
  readonly what: string;
  readonly firstline: string;
  readonly floor: string;
  readonly ratio: string;
  readonly aim: string;
}

export function resultTable(results: Results): string {
  const { throughput, overHttp, latency, attach, large, shares, machine } = results;
  const rows: Row[] = [
    ...(throughput === undefined ? [] : throughputRows(throughput, 'built-in model')),
    ...(overHttp === undefined ? [] : throughputRows(overHttp, 'model over HTTP')),
    ...(latency === undefined ? [] : latencyRows(latency)),
    ...(attach === undefined ? [] : attachRows(attach)),
    ...(large === undefined ? [] : largeRows(large)),
  ];
  const head: Row = { what: '', firstline: 'firstline', floor: 'floor', ratio: 'ratio', aim: 'aim' };
  const width = Math.max(...rows.map((r) => r.what.length), 10);
  const line = (r: Row) =>
    [r.what.padEnd(width), r.firstline.padStart(10), r.floor.padStart(10), r.ratio.padStart(7), `  ${r.aim}`].join(' ').trimEnd();
  return [
    `${results.at}, ${machine.cpu}, 2 of ${machine.cores} cores, ${gigabytes(machine.memoryBytes)}, Node ${machine.node}, load before ${results.loadBefore.toFixed(1)}`,
    '',
    ...(rows.length === 0 ? [] : [line(head), ...rows.map(line)]),
    ...(shares === undefined ? [] : ['', ...shareLines(shares, throughput?.firstline.cpuMsPerTicket)]),
  ].join('\n');
}

function throughputRows({ firstline, floor }: Pair<Throughput>, model: string): Row[] {
  const rate = firstline.perSecond / floor.perSecond;
  return [
    {
      what: `tickets a second (${firstline.mails} at once, ${model})`,
      firstline: firstline.perSecond.toFixed(1),
      floor: floor.perSecond.toFixed(1),
      ratio: rate.toFixed(2),
      aim: aim('at least 0.4 of the floor', rate >= 0.4),
    },
    {
      what: `CPU a ticket (${model})`,
      firstline: `${firstline.cpuMsPerTicket.toFixed(1)} ms`,
      floor: `${floor.cpuMsPerTicket.toFixed(1)} ms`,
      ratio: (firstline.cpuMsPerTicket / floor.cpuMsPerTicket).toFixed(1),
      aim: aim('at most 8 ms', firstline.cpuMsPerTicket <= 8),
    },
    {
      what: `most memory (${model})`,
      firstline: megabytes(firstline.peakRssBytes),
      floor: megabytes(floor.peakRssBytes),
      ratio: (firstline.peakRssBytes / floor.peakRssBytes).toFixed(1),
      aim: aim('under 250 MB', firstline.peakRssBytes < 250e6),
    },
  ];
}

function latencyRows({ firstline, floor }: Pair<Latency>): Row[] {
  const row = (what: string, a: number, b: number, told: string): Row => ({
    what,
    firstline: `${a.toFixed(0)} ms`,
    floor: `${b.toFixed(0)} ms`,
    ratio: (a / b).toFixed(2),
    aim: told,
  });
  return [
    row(
      'arrival to acceptance, p50 (one mail a second)',
      firstline.p50,
      floor.p50,
      aim('within 50 ms of the floor', firstline.p50 - floor.p50 <= 50),
    ),
    row('arrival to acceptance, p95', firstline.p95, floor.p95, ''),
  ];
}

function attachRows({ mails, running, newMailTakenIn, newMailAnswered, indexed, oldAnswered, peakRssBytes }: Attach): Row[] {
  const row = (what: string, value: string, told = ''): Row => ({ what, firstline: value, floor: '', ratio: '', aim: told });
  return [
    row(`start until it runs (${mails} old mails)`, `${running.toFixed(1)} s`),
    row('start until new mail is taken in', `${newMailTakenIn.toFixed(1)} s`, aim('under 3 s', newMailTakenIn < 3)),
    row('start until new mail is answered', `${newMailAnswered.toFixed(1)} s`),
    row('start until all old mails are indexed', `${indexed.toFixed(1)} s`),
    row('old mails answered', String(oldAnswered), aim('none', oldAnswered === 0)),
    row('most memory while indexing', megabytes(peakRssBytes), aim('under 250 MB', peakRssBytes < 250e6)),
  ];
}

/** Shares below one per cent say nothing. */
function shareLines(shares: readonly Share[], cpuMsPerTicket: number | undefined): string[] {
  const told = shares.filter(({ share }) => share >= 0.01);
  const width = Math.max(...told.map(({ part }) => part.length));
  return [
    'Where the time of the daemon goes, by the profiler:',
    ...told.map(({ part, share }) => {
      const ms = cpuMsPerTicket === undefined ? '' : `  ${(share * cpuMsPerTicket).toFixed(2)} ms a ticket`;
      return `  ${part.padEnd(width)} ${(share * 100).toFixed(0).padStart(3)} %${ms}`;
    }),
  ];
}

export function aim(text: string, reached: boolean): string {
  return `${reached ? 'ok' : 'NO'}  ${text}`;
}

export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

function gigabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 30)} GB`;
}
