import type { Grant } from '../access/access.ts';
import type { InboxConfig } from '../config/schema.ts';
import type { TriageConfig } from '../config/triage-schema.ts';
import type { Fault } from '../faults.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Retrieve } from '../knowledge/meaning.ts';
import type { Db } from '../ledger/database.ts';
import type { InboxRow } from '../ledger/schema.ts';
import type { Log } from '../log.ts';
import type { AskServer } from '../lookups/lookups.ts';
import type { MailReader } from '../mail/mail-reader.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import type { CheckSender } from '../mail/sender-check.ts';
import type { Submission } from '../mail/submission.ts';
import type { Model } from '../model/model.ts';
import type { Autonomy } from '../triage/outcome.ts';
import type { Prompts } from '../triage/prompts.ts';
import type { Triage } from '../triage/triage.ts';

/** Everything the jobs of one inbox work with. Nothing here is shared between inboxes but the database and the model. */
export interface InboxParts {
  readonly inbox: string;
  readonly config: InboxConfig;
  readonly policy: TriageConfig;
  /** The data folder of the installation. */
  readonly data: string;
  readonly row: InboxRow;
  readonly grant: Grant;
  /** Addresses of every inbox and team of this installation, lower case: never answered. */
  readonly ours: ReadonlySet<string>;
  /** The subset that are people and lists of the teams. */
  readonly staff: ReadonlySet<string>;
  /** The subset that is this inbox itself: its address and aliases. */
  readonly own: ReadonlySet<string>;
  /** Address → another inbox that answers for itself, and whether it stands before this one in the configuration. */
  readonly otherInboxes: ReadonlyMap<string, { readonly inbox: string; readonly first: boolean }>;
  /** What may leave at most; `shadow` while the knowledge base is only the sample. */
  readonly maxAutonomy: Autonomy;
  readonly db: Db;
  readonly mailbox: Mailbox;
  /** Reads what strangers sent, within limits. */
  readonly reader: MailReader;
  readonly submission: Submission;
  /** Checks DKIM, SPF and DMARC of a whole mail; null where the operator leaves that to the server. Never throws. */
  readonly checkSender: CheckSender | null;
  readonly model: Model;
  readonly knowledge: Knowledge;
  /** How the knowledge is searched for a mail. */
  readonly retrieve: Retrieve;
  readonly prompts: Prompts;
  /** Asks the servers of look-ups. */
  readonly ask: AskServer;
  readonly triage: Triage;
  /** Makes the ledger's view of the mailbox at most this old; throws `TransientError` when the server is away. */
  readonly refresh: (maxAgeMs: number) => Promise<void>;
  /** Rings the bell for a ticket; never throws. */
  readonly ring: (threadId: string, delayMs: number) => void;
  /** Identifies this process in leases and claims. */
  readonly holder: string;
  readonly fault: Fault;
  readonly now: () => number;
  readonly random: () => number;
  readonly log: Log;
}
