/** `@mql/runtime`: what a program needs beside a compiled definition. No dependencies; runs in Node, browsers and workers. */
export { badReason, type BadCell, type BadReason, type BadRow } from './bad-row.ts';
export { EventRowReader } from './event-row-reader.ts';
export { formatDuration, formatExplanation, type ExplanationFormat } from './format-explanation.ts';
export { formatPoints, formatSignedPoints } from './format-points.ts';
export { LeadRowReader } from './lead-row-reader.ts';
export { DefinitionLoadError, loadDefinition, withReader, type CompiledDefinition, type LoadedDefinition } from './load-definition.ts';
export { createReader, isSameEvent, type ReadEvents, type Reader, type ReadLeads } from './reader.ts';
export type { Explanation, ExplanationItem, Handoff, PaidEvent, Result } from './result.ts';
export type { Row } from './row-slots.ts';
export type { EventSchema, FieldSchema, ScalarType, Schema, ValueType } from './schema.ts';
export type { Lead, LeadEvent, Value } from './typed-data.ts';
