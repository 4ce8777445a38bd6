/** Codes of the catalog for rows that cannot be taken. */
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
