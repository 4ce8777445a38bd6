/**
 * A comment to the end of the line; nothing of it can end it earlier, or reach beyond it. Clients and tools look for `${`, `{{`, `{%`
 * and `{#` even in comments.
 */
export function comment(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').replace(/[${](?=[{%#])/g, '$& ').trim();
  return `-- ${line}`.trimEnd();
}
