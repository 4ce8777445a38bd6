/** Safe pieces of JavaScript. Whatever a definition says reaches code only through these functions. */

/** A text or other JSON value as a JavaScript expression. */
export function literal(value: unknown): string {
  // JSON holds two line breaks that JavaScript sources had better not, and `</script>` must not end a page's script.
  return JSON.stringify(value).replace(/[\u2028\u2029<]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A text inside a line comment. */
export function comment(text: string): string {
  return `// ${inComment(text)}`;
}

/** A text inside a documentation comment. */
export function docComment(text: string): string {
  return `/** ${inComment(text)} */`;
}

/** Ends no line, no comment and no script element of a page. */
function inComment(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').replaceAll('*/', '* /').replaceAll('</', '< /');
}

/** The end of a local name; the caller puts a prefix before it, so that it is never a keyword nor a name of the module's own. */
export function nameEnd(name: string): string {
  return name.replace(/[^A-Za-z0-9_]/g, '_');
}

/** The key of an object literal; `__proto__` would otherwise set the prototype. */
export function key(name: string): string {
  return name === '__proto__' ? '["__proto__"]' : name;
}

export function indented(lines: readonly string[], by = 1): string[] {
  return lines.map((line) => (line === '' ? line : '  '.repeat(by) + line));
}

/** A span of time as people write it, fit for a name: `30d`, `2h`, `1500ms`. */
export function shortDuration(milliseconds: number): string {
  const units = [['d', 86_400_000], ['h', 3_600_000], ['min', 60_000], ['s', 1000]] as const;
  const unit = units.find(([, length]) => milliseconds % length === 0);
  return unit === undefined ? `${milliseconds}ms` : `${milliseconds / unit[1]}${unit[0]}`;
}
