/** The leads of the sample data with what they score; picking one shows it. */
import type { SampleResult, ScoreSampleResult } from '../../../lsp/protocol/requests.ts';
import { element, pointsText } from './elements.ts';

/** More rows than this make the page slow, and nobody reads them; the best are shown. */
const mostRows = 200;

export function sampleTable(sample: ScoreSampleResult, chosen: string | undefined, pick: (id: string) => void): HTMLElement {
  const { mainStage = '' } = sample;
  const rows = [...sample.results].sort((first, second) => second.score - first.score).slice(0, mostRows);
  const sections = Object.keys(sample.results[0]?.sections ?? {});
  const withTier = sample.results.some(({ tier }) => tier !== undefined);
  const reached = sample.results.filter(({ stages }) => stages[mainStage] === true).length;
  const notes = [
    `${reached} of ${sample.results.length} leads ${reached === 1 ? 'is' : 'are'} ${mainStage}, as of ${new Date(sample.now).toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
    ...(sample.badRows > 0 ? [`${sample.badRows} rows cannot be read; mql score says which.`] : []),
    ...(sample.left > 0 ? [`${sample.left} more leads are not shown here; mql score scores them.`] : []),
    ...(sample.results.length > rows.length ? [`The ${rows.length} best are shown.`] : []),
  ];
  return element('section', { class: 'sample' },
    element('p', { class: 'hint' }, notes.join(' ')),
    element('table', {},
      element('thead', {}, element('tr', {}, ['lead', 'score', ...sections, mainStage, ...(withTier ? ['tier'] : [])].map((text, index) => (
        element('th', { class: index > 0 && index <= sections.length + 1 ? 'number' : '', attributes: { scope: 'col' } }, text))))),
      element('tbody', {}, rows.map((result) => element('tr', { class: result.id === chosen ? 'chosen' : '' },
        element('td', {}, element('button', { class: 'link', onclick: () => pick(result.id), attributes: { type: 'button' } }, result.id)),
        element('td', { class: 'number strong' }, pointsText(result.score)),
        sections.map((name) => element('td', { class: 'number' }, pointsText(result.sections[name]!))),
        element('td', {}, standing(result, mainStage)),
        withTier && element('td', {}, result.tier ?? ''))))));
}

function standing({ stages, excluded, qualified }: SampleResult, mainStage: string): HTMLElement {
  if (stages[mainStage] === true) return element('span', { class: 'badge good' }, '\u2713');
  return element('span', { class: 'dim' }, excluded ? 'excluded' : qualified ? '\u2013' : 'not qualified');
}
