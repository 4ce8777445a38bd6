/** The properties of an event while its `given` or its filter is being written. */
import { completionPlace } from './completion-place.ts';
import { describeEvent, typeText } from './hover.ts';
import { nameKey } from '../../compiler/bind/scope.ts';
import type { Analysis } from '../workspace.ts';

export interface Signature {
  readonly label: string;
  readonly documentation: string | undefined;
  readonly parameters: readonly string[];
  readonly active: number;
}

export function signatureAt(analysis: Analysis, offset: number): Signature | undefined {
  const [due] = completionPlace(analysis.file, offset, analysis.scope).due;
  const event = due?.kind === 'event property' || due?.kind === 'subject' ? due.event : undefined;
  if (event === undefined || event.properties.length === 0) return undefined;
  const parameters = event.properties.map((property) => `${property.name} ${typeText(property.type)}`);
  const open = analysis.file.text.lastIndexOf('(', offset - 1);
  const inside = open === -1 ? '' : analysis.file.text.slice(open, offset).toLowerCase();
  const next = event.properties.findIndex((property) => !new RegExp(`\\b${nameKey(property.name)}\\b`).test(inside));
  return { label: `${event.name} (${parameters.join(', ')})`, documentation: describeEvent(event), parameters, active: Math.max(0, next) };
}
