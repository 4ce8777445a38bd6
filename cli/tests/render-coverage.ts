import { renderPosition } from '../../compiler/diagnostics/render.ts';
import type { CoverageItem } from '../../review/coverage.ts';
import type { TestRendering } from './render-text.ts';
import type { FileCoverage } from './run-test-files.ts';

/** How much of a definition its tests tried, and each thing that they did not. */
export function renderCoverage({ path, items, percent }: FileCoverage, { paint }: TestRendering): string {
  const missing = items.filter((item) => item.missing.length > 0);
  const covered = `${paint('strong', path)}: ${paint(missing.length === 0 ? 'good' : 'warning', `${percent}% covered`)}`;
  return [`${covered}, ${items.length - missing.length} of ${items.length} items wholly`, ...missing.map((item) => `  ${itemText(item)}`)].map((line) => `${line}\n`).join('');
}

function itemText({ kind, section, name, origin, missing }: CoverageItem): string {
  const where = section === undefined ? '' : ` of ${section}`;
  return `${renderPosition(origin.file, origin.span)} ${missing.join(' and ')}: ${kind}${where} \`${name}\``;
}
