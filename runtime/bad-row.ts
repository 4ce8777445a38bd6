/** Rows that cannot be taken. Language reference, section 9. */

/** Codes of the catalog of diagnostics. */
export const badReason = {
  unreadableValue: 'MQL3001',
  missingId: 'MQL3002',
  repeatedId: 'MQL3003',
  missingLeadId: 'MQL3004',
  missingType: 'MQL3005',
  missingTime: 'MQL3006',
  unreadableProperties: 'MQL3007',
  differentContent: 'MQL3008',
} as const;

export type BadReason = (typeof badReason)[keyof typeof badReason];

export interface BadCell {
  /** As the row spells it; by its own name where the row has none. */
  readonly column: string;
  /** Texts as they are, everything else as JSON; empty for nothing. */
  readonly value: string;
  readonly reason: BadReason;
}

export interface BadRow extends BadCell {
  readonly table: 'leads' | 'events';
  /** From 0. */
  readonly row: number;
}

/** How a bad value is shown. */
export function shownValue(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return String(value);
  }
}
