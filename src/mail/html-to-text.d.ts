/** The package ships no types: only what is used here. */
declare module 'html-to-text' {
  export interface Element {
    readonly name?: string;
    readonly type: string;
    readonly attribs?: Readonly<Record<string, string>>;
    readonly children?: readonly Element[];
  }

  export interface Builder {
    openBlock(options?: { leadingLineBreaks?: number; reservedLineLength?: number }): void;
    closeBlock(options?: { trailingLineBreaks?: number; blockTransform?: (text: string) => string }): void;
    addInline(text: string): void;
    addLiteral(text: string): void;
  }

  export type Formatter = (
    element: Element,
    walk: (children: readonly Element[], builder: Builder) => void,
    builder: Builder,
    options: Readonly<Record<string, unknown>>,
  ) => void;

  export interface Selector {
    readonly selector: string;
    readonly format?: string;
    readonly options?: Readonly<Record<string, unknown>>;
  }

  export interface Options {
    readonly wordwrap?: number | false;
    readonly selectors?: readonly Selector[];
    readonly formatters?: Readonly<Record<string, Formatter>>;
    readonly limits?: Readonly<Record<string, unknown>>;
  }

  export function convert(html: string, options?: Options): string;
}
