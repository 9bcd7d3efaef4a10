/** One measured property of a corpus. */
export interface Figure {
  /** A row of the table: what was counted. */
  readonly what: string;
  /** What came out, as people read it: `0 of 430`, `97.1 %`. */
  readonly value: string;
  readonly aim: string;
  readonly ok: boolean;
  /** One line for every case that is not as the corpus expects, those within the aim too. */
  readonly differences: readonly string[];
}

/** A measure by name, and what of the data it reads. */
export interface Measure {
  /** As in `--only`, and the name of its file. */
  readonly name: string;
  /** Files and folders below the data folder; where one is absent the measure is skipped. */
  readonly needs: readonly string[];
  /** Throws only when it could not measure. A missed aim is a figure. */
  readonly take: (data: string) => Promise<readonly Figure[]>;
}

/** What became of one measure. */
export type Taken =
  | { readonly name: string; readonly figures: readonly Figure[] }
  | { readonly name: string; readonly skipped: string }
  | { readonly name: string; readonly failed: string };
