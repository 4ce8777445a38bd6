/** The requests beyond LSP, answered on a connection: tests, leads, sample data, compiling. */
import type { Connection } from 'vscode-languageserver';
import { range } from './convert.ts';
import type { Uris } from './convert.ts';
import {
  compileRequest, explainRequest, leadFormRequest, listTestsRequest, proveClaimRequest, runTestsRequest, sampleLeadRequest, scoreSampleRequest,
} from './requests.ts';
import type {
  CompileParams, ExplainParams, ListTestsResult, ProveClaimParams, ProveClaimResult, RunTestsParams, SampleLeadParams, SampleLeadResult, ScoreSampleResult,
} from './requests.ts';
import { compileDocument } from '../features/compile.ts';
import { explainLead, leadForm, runDocumentTests, titledBlocks } from '../features/lead-and-tests.ts';
import { proveClaimOf } from '../features/prove-claim.ts';
import type { Prove } from '../features/prove-claim.ts';
import { sampleLead, scoreSample } from '../features/sample-leads.ts';
import type { SampleFiles } from '../sample-files.ts';
import type { Analysis } from '../workspace.ts';

export interface RequestContext {
  readonly uris: Uris;
  readonly samples: SampleFiles;
  /** The analysis of a document when all files that it uses have arrived. */
  readonly settled: (uri: string) => Promise<Analysis | undefined>;
  readonly prove: Prove | undefined;
}

export function serveRequests(connection: Connection, { uris, samples, settled, prove }: RequestContext): void {
  connection.onRequest(listTestsRequest, async ({ uri }: RunTestsParams): Promise<ListTestsResult> => {
    const analysis = await settled(uri);
    return { tests: titledBlocks(analysis, 'test'), claims: prove === undefined ? [] : titledBlocks(analysis, 'claim') };
  });
  connection.onRequest(proveClaimRequest, async ({ uri, index }: ProveClaimParams): Promise<ProveClaimResult> => {
    if (prove === undefined) return { outcome: undefined, message: 'claims cannot be proved here; `mql test` proves them', open: [] };
    const { outcome, message, open } = await proveClaimOf(await settled(uri), index, prove);
    return { outcome, message, open: open.map(({ origin: { file, span }, message: why }) => ({ message: why, range: range(file, span) })) };
  });
  connection.onRequest(runTestsRequest, async ({ uri }: RunTestsParams) => runDocumentTests(await settled(uri), uris));
  connection.onRequest(explainRequest, async (params: ExplainParams) => explainLead(await settled(params.uri), params));
  connection.onRequest(leadFormRequest, async ({ uri }: RunTestsParams) => leadForm(await settled(uri)));
  connection.onRequest(compileRequest, async ({ uri, target }: CompileParams) => compileDocument(await settled(uri), target));

  connection.onRequest(scoreSampleRequest, async ({ uri }: RunTestsParams): Promise<ScoreSampleResult> => {
    const nothing = { results: [], mainStage: undefined, badRows: 0, left: 0, now: 0 };
    const definition = (await settled(uri))?.definition;
    if (definition === undefined) return { problem: 'the definition has errors', ...nothing };
    const found = await samples.for(uris.path(uri));
    if (found.kind === 'none') return { problem: noSample, ...nothing };
    if (found.kind === 'problem') return { problem: found.problem, ...nothing };
    return { problem: undefined, mainStage: definition.mainStage.name, now: found.sample.now, ...scoreSample(definition, found.sample) };
  });
  connection.onRequest(sampleLeadRequest, async ({ uri, id }: SampleLeadParams): Promise<SampleLeadResult> => {
    const definition = (await settled(uri))?.definition;
    const found = await samples.for(uris.path(uri));
    const problem = (text: string): SampleLeadResult => ({ problem: text, lead: {}, events: [] });
    if (found.kind === 'none') return problem(noSample);
    if (found.kind === 'problem') return problem(found.problem);
    if (definition === undefined) return problem('the definition has errors');
    const lead = sampleLead(definition, found.sample, id);
    return lead === undefined ? problem(`no lead of the sample data has the id \`${id}\``) : { problem: undefined, ...lead };
  });
}

const noSample = 'no sample data is named: write `leads` and `events` into a mql.json beside the definition, or set `mql.sampleLeads`';
