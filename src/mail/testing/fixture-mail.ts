/** A mail for tests, as header fields and a body; `mail()` of the fixtures makes it one. */
export interface FixtureMail {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
