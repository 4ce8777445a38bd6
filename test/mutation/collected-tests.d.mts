export interface CollectedTest {
  readonly name: string;
  readonly run: () => unknown;
}

export const collectedTests: CollectedTest[];

export function beginFile(name: string): void;
