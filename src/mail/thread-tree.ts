import { baseSubject, isReplySubject } from './thread.ts';

export interface TreeMail {
  /** Null when it has none. */
  readonly messageId: string | null;
  /** References, oldest first; In-Reply-To where there are none (RFC 5256 §3, step 1). */
  readonly references: readonly string[];
  readonly subject: string;
  /** ms; Date, or arrival where it has none. */
  readonly date: number;
}

/** A mail with its answers; null stands for a mail that others refer to and that is not here. */
export interface ThreadNode<M> {
  readonly mail: M | null;
  readonly children: readonly ThreadNode<M>[];
}

interface Node<M> {
  mail: M | null;
  parent: Node<M> | null;
  children: Node<M>[];
}

/**
 * Conversations as trees, by the algorithm REFERENCES (RFC 5256 §3), the same that a server's THREAD answers: broken, looping and missing
 * references are borne, and what remains apart is joined by its subject.
 */
export function threadTrees<M extends TreeMail>(mails: readonly M[]): readonly ThreadNode<M>[] {
  const top: Node<M> = { mail: null, parent: null, children: linked(mails).filter((node) => node.parent === null) };
  prune(top, true);
  sortByDate(top.children);
  joinSubjects(top);
  sortDeep(top);
  return top.children;
}

/** Oldest first, but nothing before what it answers: clocks of mail clients are wrong more often than references are. */
export function inConversationOrder<M extends TreeMail>(mails: readonly M[]): readonly M[] {
  const parents = new Map(linked(mails).flatMap((node) => (node.mail === null ? [] : [[node.mail, node]])));
  const placed = new Set<M>();
  const ordered: M[] = [];
  const place = (mail: M): void => {
    const chain: M[] = [];
    // What was placed before has its ancestors before it already.
    for (let node = parents.get(mail); node !== undefined; node = node.parent ?? undefined) {
      if (node.mail !== null && placed.has(node.mail)) break;
      if (node.mail !== null) chain.push(node.mail);
    }
    for (const ancestor of chain.reverse()) {
      placed.add(ancestor);
      ordered.push(ancestor);
    }
  };
  for (const mail of mails.toSorted((a, b) => a.date - b.date)) if (!placed.has(mail)) place(mail);
  return ordered;
}

/** Step 1: every mail and every id that is referred to, with its parent. */
function linked<M extends TreeMail>(mails: readonly M[]): Node<M>[] {
  const byId = new Map<string, Node<M>>();
  const all: Node<M>[] = [];
  const make = (mail: M | null): Node<M> => {
    const node: Node<M> = { mail, parent: null, children: [] };
    all.push(node);
    return node;
  };
  const nodeOf = (id: string): Node<M> => {
    const known = byId.get(id) ?? make(null);
    byId.set(id, known);
    return known;
  };
  for (const mail of mails) {
    const known = mail.messageId === null ? undefined : nodeOf(mail.messageId);
    // An id that another mail bears as well says nothing about this one.
    const node = known === undefined || known.mail !== null ? make(mail) : known;
    node.mail = mail;
    let last: Node<M> | null = null;
    for (const id of mail.references) {
      const reference = nodeOf(id);
      if (last !== null && reference.parent === null) attach(reference, last);
      last = reference;
    }
    // Its own word counts for more than what a truncated list of another mail made of it.
    detach(node);
    if (last !== null) attach(node, last);
  }
  return all;
}

function attach<M>(child: Node<M>, parent: Node<M>): void {
  for (let up: Node<M> | null = parent; up !== null; up = up.parent) if (up === child) return;
  child.parent = parent;
  parent.children.push(child);
}

function detach<M>(node: Node<M>): void {
  if (node.parent !== null) node.parent.children.splice(node.parent.children.indexOf(node), 1);
  node.parent = null;
}

/** Step 3: what is not here makes room for its answers, but keeps several of them together at the top. */
function prune<M>(parent: Node<M>, isTop: boolean): void {
  parent.children = parent.children.flatMap((node) => {
    prune(node, false);
    if (node.mail !== null || (isTop && node.children.length > 1)) return [node];
    return node.children;
  });
}

/** Step 5: conversations of one subject are one; an answer goes below what is no answer. */
function joinSubjects<M extends TreeMail>(top: Node<M>): void {
  const table = new Map<string, Node<M>>();
  for (const node of top.children) {
    const subject = subjectOf(node);
    const known = table.get(subject);
    if (subject === '' || known === node) continue;
    const better = known === undefined || (known.mail !== null && (node.mail === null || (answers(known) && !answers(node))));
    if (better) table.set(subject, node);
  }
  const kept: Node<M>[] = [];
  for (const node of top.children) {
    const known = table.get(subjectOf(node));
    if (known === undefined || known === node) kept.push(node);
    else join(known, node);
  }
  top.children = kept;
}

/** Puts `node` with `known`, which stays where it is. */
function join<M extends TreeMail>(known: Node<M>, node: Node<M>): void {
  if (known.mail === null) known.children.push(...(node.mail === null ? node.children : [node]));
  else if (answers(node) && !answers(known)) known.children.push(node);
  else {
    const before: Node<M> = { mail: known.mail, parent: null, children: known.children };
    known.mail = null;
    known.children = [before, node];
  }
}

function subjectOf<M extends TreeMail>(node: Node<M>): string {
  return baseSubject(headOf(node)?.subject ?? '').toLowerCase();
}

function answers<M extends TreeMail>(node: Node<M>): boolean {
  return isReplySubject(headOf(node)?.subject ?? '');
}

function headOf<M>(node: Node<M>): M | null {
  return node.mail ?? node.children[0]?.mail ?? null;
}

function sortDeep<M extends TreeMail>(parent: Node<M>): void {
  for (const child of parent.children) sortDeep(child);
  sortByDate(parent.children);
}

function sortByDate<M extends TreeMail>(nodes: Node<M>[]): void {
  nodes.sort((a, b) => (headOf(a)?.date ?? 0) - (headOf(b)?.date ?? 0));
}
