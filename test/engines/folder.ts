import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach } from 'vitest';
import { openData, type LeadWithEvents, type OpenData } from '../../engines/duckdb/open-data.ts';
import type { PlacedBadRow } from '../../engines/placed-bad-row.ts';
import type { DataReport } from '../../engines/data-report.ts';
import type { Schema } from '../../runtime/schema.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { definitionOf } from '../check-text.ts';

/** A fresh folder for each test. `write` answers the file's path. */
export function testFolder(): { path: (name: string) => string; write: (name: string, content: string | Uint8Array) => string } {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mql-engines-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string): string => join(folder, name);
  return {
    path,
    write: (name, content) => {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), content);
      return path(name);
    },
  };
}

export function schemaOf(definition: string): Schema {
  return makePlan(definitionOf(definition)).schema;
}

export interface ReadData {
  readonly leads: readonly LeadWithEvents[];
  readonly badRows: readonly PlacedBadRow[];
  readonly report: DataReport;
}

export interface ReadOptions {
  readonly leads: string;
  readonly events?: string;
  readonly leadId?: string;
  readonly eventLeadId?: string;
  readonly eventType?: string;
  readonly eventAt?: string;
  readonly id?: string;
  readonly standardInput?: string;
}

/** Reads all data to its end. */
export async function readAll(schema: Schema, options: ReadOptions): Promise<ReadData> {
  const data: OpenData = await openData(schema, { ...options, standardInput: Readable.from([Buffer.from(options.standardInput ?? '')]) });
  try {
    const leads: LeadWithEvents[] = [];
    for await (const batch of data.leads(options.id === undefined ? undefined : { ids: [options.id] })) leads.push(...batch);
    const badRows: PlacedBadRow[] = [];
    for await (const bad of data.badRows()) badRows.push(bad);
    return { leads, badRows, report: data.report() };
  } finally {
    await data.close();
  }
}
