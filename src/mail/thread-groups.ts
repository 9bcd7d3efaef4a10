/** A mail as far as belonging to a conversation goes. */
export interface GroupedMail {
  /** Its own Message-ID and all that it refers to, in any order. */
  readonly ids: readonly string[];
  /** Name of its conversation if it begins one. */
  readonly fresh: string;
}

export interface ThreadGroups {
  /** The conversation of each mail, in the order given. */
  readonly threads: readonly string[];
  /** Known conversations that turn out to be one, two or more a group; `threads` names the first of each. */
  readonly joined: readonly (readonly string[])[];
}

/**
 * Sorts mails into conversations: whoever shares an id with another belongs to it, in whatever order they come.
 * @param known conversation by id, of the mails recorded before
 */
export function groupThreads(mails: readonly GroupedMail[], known: ReadonlyMap<string, string>): ThreadGroups {
  const parent = new Map<string, string>();
  const root = (node: string): string => {
    let top = node;
    for (let up = parent.get(top); up !== undefined; up = parent.get(top)) top = up;
    // All on the way point to the top from now on: a long chain is walked once.
    for (let at = node; at !== top; ) {
      const up = parent.get(at) ?? top;
      parent.set(at, top);
      at = up;
    }
    return top;
  };
  const union = (a: string, b: string): void => {
    const [x, y] = [root(a), root(b)];
    if (x !== y) parent.set(y, x);
  };
  // Ids, mails and conversations are nodes of one graph; the prefixes keep their names apart.
  for (const [n, { ids }] of mails.entries()) {
    for (const id of ids) {
      const thread = known.get(id);
      union(`mail ${n}`, `id ${id}`);
      if (thread !== undefined) union(`mail ${n}`, `thread ${thread}`);
    }
  }
  const knownOf = new Map<string, Set<string>>();
  for (const thread of known.values()) {
    const set = knownOf.get(root(`thread ${thread}`)) ?? new Set();
    knownOf.set(root(`thread ${thread}`), set.add(thread));
  }
  const names = new Map<string, string>();
  const threads = mails.map(({ fresh }, n) => {
    const top = root(`mail ${n}`);
    const name = names.get(top) ?? knownOf.get(top)?.values().next().value ?? fresh;
    names.set(top, name);
    return name;
  });
  return { threads, joined: [...knownOf.values()].filter((set) => set.size > 1).map((set) => [...set]) };
}
