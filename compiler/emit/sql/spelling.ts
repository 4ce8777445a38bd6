/** Ways of writing texts and numbers that several databases share. */
import { sql, trusted, type Sql } from './sql.ts';

export interface TextSpelling {
  /** What stands for a quotation mark inside a text. */
  readonly quote: "''" | "\\'";
  /** A backslash escapes inside a text, so one of the text is written twice. */
  readonly escapes?: boolean;
}

/** A text between quotation marks. The caller has seen to characters that the database cannot have in one. */
export function quotedText(value: string, { quote, escapes = false }: TextSpelling): Sql {
  const escaped = escapes ? value.replaceAll('\\', '\\\\') : value;
  return trusted(`'${escaped.replaceAll("'", quote)}'`);
}

/** The shortest decimal that reads back as the same double; `mark` makes a double of it rather than a decimal. */
export function numberText(value: number, mark: string): string {
  if (!Number.isFinite(value)) throw new Error(`not a finite number: ${value}`);
  // That of -0 is 0.
  const written = String(value);
  const marked = written.includes('e') ? written : `${written}${mark}`;
  return written.startsWith('-') ? `(${marked})` : marked;
}

/** `like`, with what it takes for wild in the pieces escaped. */
export function likePattern(value: Sql, pieces: readonly string[], text: (value: string) => Sql, escape: string): Sql {
  const special = new RegExp(`[%_${escape === '\\' ? '\\\\' : escape}]`, 'g');
  const pattern = pieces.map((piece) => piece.replace(special, (character) => escape + character)).join('%');
  // A backslash escapes in some databases when nothing else is said to.
  return pattern === pieces.join('%') && !pattern.includes('\\') ? sql`${value} like ${text(pattern)}` : sql`${value} like ${text(pattern)} escape ${text(escape)}`;
}
