/** A message as far as taking part in a conversation goes. */
export interface PartOfThread {
  readonly direction: 'in' | 'out';
  readonly from_address: string;
  readonly reply_address: string | null;
  readonly to_json: string;
  readonly cc_json: string;
  readonly arrived_at: number;
  readonly verdict_json: string;
}

/**
 * The people of a conversation: whoever opened it, and everybody one of our mails in it was addressed to; with the Reply-To of the opener, and
 * of those among them whose mail is verified. Being named in somebody else's CC makes nobody a participant.
 * @param thread in any order
 */
export function participantsOf(thread: readonly PartOfThread[]): ReadonlySet<string> {
  const people = new Set<string>();
  // By the server's clock: the Date of a mail is whatever its sender wrote.
  const [opener] = thread.toSorted((a, b) => a.arrived_at - b.arrived_at);
  if (opener?.direction === 'in') {
    people.add(opener.from_address);
    if (opener.reply_address !== null) people.add(opener.reply_address);
  }
  for (const message of thread) {
    if (message.direction !== 'out') continue;
    for (const address of [...addresses(message.to_json), ...addresses(message.cc_json)]) people.add(address);
  }
  const written = thread.filter((m) => m.direction === 'in' && people.has(m.from_address) && isVerified(m));
  return new Set([...people, ...written.flatMap((m) => m.reply_address ?? [])]);
}

/** Whether somebody knows a message of a thread: they wrote it, or it was addressed to them. */
export function isKnownTo(address: string, message: Pick<PartOfThread, 'from_address' | 'to_json' | 'cc_json'>): boolean {
  return message.from_address === address || [...addresses(message.to_json), ...addresses(message.cc_json)].includes(address);
}

export function isParticipant(address: string, thread: readonly PartOfThread[]): boolean {
  return participantsOf(thread).has(address);
}

/**
 * Where an answer to this message goes. A Reply-To that nothing vouches for leads nobody new into a conversation that others began: whoever we
 * write to becomes a participant.
 */
export function answerAddress({ reply_address: wanted, from_address: from }: PartOfThread, thread: readonly PartOfThread[]): string {
  return wanted !== null && isParticipant(wanted, thread) ? wanted : from;
}

function isVerified({ verdict_json }: PartOfThread): boolean {
  return (JSON.parse(verdict_json) as { verdict: string }).verdict === 'verified';
}

function addresses(json: string): string[] {
  return (JSON.parse(json) as { address: string }[]).map((a) => a.address);
}
