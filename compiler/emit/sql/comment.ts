/** A comment to the end of the line; nothing of it can end it earlier, or reach beyond it. */
export function comment(text: string): string {
  return `-- ${text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim()}`.trimEnd();
}
