/** The page of the lead panel. It keeps what is typed; everything else it is told. */
import type { ExplainResult, LeadFormResult, ScoreSampleResult } from '../../../lsp/protocol/requests.ts';
import { element, pointsText } from './elements.ts';
import { edited, leadForm } from './lead-form.ts';
import type { EditedLead } from './lead-form.ts';
import type { FromPanel, ToPanel } from './messages.ts';
import { resultView } from './result-view.ts';
import { sampleTable } from './sample-table.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromPanel): void; getState(): unknown; setState(state: unknown): void };

const editor = acquireVsCodeApi();

interface State {
  lead: EditedLead;
  /** Of the sample data; `undefined` for a lead of one's own. */
  id: string | undefined;
  /** Otherwise than it stands in the sample data. */
  isChanged: boolean;
  view: 'lead' | 'table';
  /** Of the definition, by which the extension finds it when the window is loaded anew. */
  uri: string;
}

const kept = editor.getState() as State | undefined;
const panel = document.querySelector<HTMLElement>('#panel')!;
const state: State = kept ?? { lead: edited({}, []), id: undefined, isChanged: false, view: 'lead', uri: panel.dataset['uri']! };
let form: LeadFormResult | undefined;
let sample: ScoreSampleResult | undefined;
let result: ExplainResult | undefined;

const places = { picker: element('nav', { class: 'picker' }), result: element('div'), form: element('div'), table: element('div') };
panel.append(places.picker, element('div', { class: 'columns' }, places.result, places.form), places.table);

function tell(): void {
  editor.setState(state);
  editor.postMessage({ kind: 'lead', lead: { lead: state.lead.fields, events: state.lead.events, fromSample: state.id !== undefined } });
}

function draw(): void {
  drawPicker();
  drawResult();
  drawForm();
  document.body.dataset['view'] = state.view;
}

/** What was typed into the form. */
function changed(): void {
  if (state.id !== undefined && !state.isChanged) {
    state.isChanged = true;
    drawPicker();
  }
  tell();
}

function drawPicker(): void {
  const results = sample?.results ?? [];
  const { id: chosen, isChanged } = state;
  const select = element('select', { attributes: { 'aria-label': 'Lead' } },
    element('option', { attributes: { value: '' } }, 'A lead of your own'),
    results.slice(0, 500).map(({ id, score }) => element('option', { attributes: { value: id } }, id === chosen && isChanged ? `${id}, changed` : `${id}  (${pointsText(score)})`)));
  select.value = chosen ?? '';
  select.addEventListener('change', () => pick(select.value));
  const tab = (view: State['view'], text: string): HTMLElement => element('button', {
    class: `tab ${state.view === view ? 'active' : ''}`, attributes: { type: 'button', 'aria-pressed': String(state.view === view) }, onclick: () => show(view),
  }, text);
  const reset = chosen === undefined || !isChanged ? [] : [element('button', {
    class: 'link', title: 'As it stands in the sample data', attributes: { type: 'button' }, onclick: () => pick(chosen),
  }, 'Reset')];
  places.picker.replaceChildren(...results.length === 0 ? [] : [select, ...reset, tab('lead', 'Lead'), tab('table', `All ${results.length}`)]);
}

function drawResult(): void {
  places.result.replaceChildren(resultView(result, (line, column) => editor.postMessage({ kind: 'reveal', line, column })));
  places.table.replaceChildren(...sample === undefined || sample.results.length === 0 ? [] : [sampleTable(sample, state.id, (id) => { show('lead'); pick(id); })]);
}

function drawForm(): void {
  if (form === undefined || form.problem !== undefined) return;
  const focused = document.activeElement?.getAttribute('aria-label');
  places.form.replaceChildren(leadForm(form, state.lead, changed, () => { drawForm(); changed(); }));
  if (focused) places.form.querySelector<HTMLElement>(`[aria-label="${CSS.escape(focused)}"]`)?.focus();
}

function show(view: State['view']): void {
  state.view = view;
  draw();
  editor.setState(state);
}

function pick(id: string): void {
  if (id !== '') {
    editor.postMessage({ kind: 'pick', id });
    return;
  }
  state.id = undefined;
  state.isChanged = false;
  state.lead = edited({}, []);
  draw();
  tell();
}

/** The same questions need no new boxes: whoever types in one keeps the cursor. */
function sameForm(first: LeadFormResult | undefined, second: LeadFormResult): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}

window.addEventListener('message', ({ data }: MessageEvent<ToPanel>) => {
  switch (data.kind) {
    case 'form': {
      const isSame = sameForm(form, data.form);
      if (data.form.problem === undefined) form = data.form;
      sample = data.sample.problem === undefined ? data.sample : sample;
      drawPicker();
      drawResult();
      if (!isSame) drawForm();
      return;
    }
    case 'lead':
      state.id = data.id;
      state.isChanged = false;
      state.lead = edited(data.lead, data.events);
      state.view = 'lead';
      draw();
      tell();
      return;
    case 'result':
      result = data.result;
      drawResult();
      return;
    case 'show table':
      show('table');
  }
});

draw();
editor.postMessage({ kind: 'ready' });
tell();
