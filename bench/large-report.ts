import type { Large } from './large.ts';
import { aim, megabytes, type Row } from './report.ts';

export function largeRows(large: Large): Row[] {
  const { mails, filled, ready, newMailTakenIn, indexed, headersPerSecond, cpuMsPerHeader, answers, turns, memory, lists, thread } = large;
  const row = (what: string, value: string, told = ''): Row => ({ what, firstline: value, floor: '', ratio: '', aim: told });
  const growth = Math.max(...memory) - (memory[1] ?? 0);
  return [
    row(`filling the mailbox with ${mails} mails`, `${filled.toFixed(0)} s`, aim('under 3 minutes', filled < 180)),
    row('start until it runs', `${ready.toFixed(1)} s`),
    row('start until new mail is taken in', `${newMailTakenIn.toFixed(1)} s`, aim('under 5 s', newMailTakenIn < 5)),
    row('start until all are indexed', `${indexed.toFixed(1)} s`),
    row('headers indexed a second', headersPerSecond.toFixed(0), aim('at least 5000', headersPerSecond >= 5_000)),
    row('CPU a header', `${cpuMsPerHeader.toFixed(3)} ms`),
    row(`new mail meanwhile (${answers.mails}), arrival to acceptance, p50`, `${answers.p50.toFixed(0)} ms`),
    row('the same, p95', `${answers.p95.toFixed(0)} ms`),
    row(
      'longest turn of the event loop a second, computing, p50',
      `${turns.cpu.p50.toFixed(0)} ms`,
      aim('at most 50 ms', turns.cpu.p50 <= 50),
    ),
    row('the same, p95 and most', `${turns.cpu.p95.toFixed(0)}, ${turns.cpu.max.toFixed(0)} ms`),
    row('the same by the clock, p50 and p95', `${turns.clock.p50.toFixed(0)}, ${turns.clock.p95.toFixed(0)} ms`),
    row('memory while indexing, in ten steps', memory.map((bytes) => Math.round(bytes / 1e6)).join(' ')),
    row('growth after the second step', megabytes(growth), aim('under 50 MB', growth < 50e6)),
    ...Object.entries(lists).map(([name, ms]) => row(`list of 50: ${name}`, `${ms.toFixed(1)} ms`, aim('under 100 ms', ms < 100))),
    row('a conversation of 300 mails', `${thread.toFixed(1)} ms`, aim('under 300 ms', thread < 300)),
    row('the whole mailbox compared with the ledger', `${large.reconciled.toFixed(1)} s`),
    row('old mails answered', String(large.oldAnswered), aim('none', large.oldAnswered === 0)),
  ];
}
