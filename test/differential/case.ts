/** A definition with data, at random: fast-check makes them, replays them by their seed, and cuts down those that fail. */
import * as fc from 'fast-check';
import { definition, type GeneratedDefinition } from './definitions.ts';
import { rawData } from './data.ts';
import { smaller, textOf, type Draft } from './draft.ts';
import { Draw } from './draw.ts';
import { plainStyle, style, styled, type Style } from './style.ts';

export interface GeneratedCase {
  readonly draft: Draft;
  readonly style: Style;
  readonly text: string;
  readonly now: number;
  readonly leads: readonly Readonly<Record<string, unknown>>[];
  readonly events: readonly Readonly<Record<string, unknown>>[];
  readonly generated: GeneratedDefinition;
}

class CaseArbitrary extends fc.Arbitrary<GeneratedCase> {
  readonly #leads: number;

  constructor(leads: number) {
    super();
    this.#leads = leads;
  }

  generate(random: fc.Random): fc.Value<GeneratedCase> {
    const draw = new Draw(random);
    const generated = definition(draw);
    const data = rawData(draw, generated, this.#leads);
    const chosen = style(draw);
    return new fc.Value({ draft: generated.text, style: chosen, text: styled(textOf(generated.text), chosen), now: generated.now, ...data, generated }, undefined);
  }

  canShrinkWithoutContext(_value: unknown): _value is GeneratedCase {
    return false;
  }

  override shrink(value: GeneratedCase): fc.Stream<fc.Value<GeneratedCase>> {
    return fc.stream(smallerCases(value)).map((each) => new fc.Value(each, undefined));
  }
}

/** The data first, because less of it makes the rest quick. */
function* smallerCases(value: GeneratedCase): Generator<GeneratedCase> {
  const { leads, events } = value;
  if (leads.length > 1) {
    const half = Math.ceil(leads.length / 2);
    for (const part of [leads.slice(0, half), leads.slice(half)]) yield { ...value, leads: part, events: ofLeads(events, part) };
  }
  if (events.length > 1) {
    const half = Math.ceil(events.length / 2);
    for (const part of [events.slice(0, half), events.slice(half)]) yield { ...value, events: part };
  }
  for (let index = 0; index < events.length; index += 1) yield { ...value, events: without(events, index) };
  if (value.style !== plainStyle) yield { ...value, style: plainStyle, text: textOf(value.draft) };
  for (const draft of smaller(value.draft)) yield { ...value, draft, text: styled(textOf(draft), value.style) };
  for (let index = 0; index < leads.length; index += 1) {
    for (const key of Object.keys(leads[index]!)) {
      if (key !== 'id') yield { ...value, leads: leads.map((lead, other) => (other === index ? withoutKey(lead, key) : lead)) };
    }
  }
  for (let index = 0; index < events.length; index += 1) {
    for (const key of Object.keys(events[index]!)) {
      if (!['lead_id', 'type', 'at'].includes(key)) yield { ...value, events: events.map((event, other) => (other === index ? withoutKey(event, key) : event)) };
    }
  }
}

function ofLeads(events: GeneratedCase['events'], leads: GeneratedCase['leads']): GeneratedCase['events'] {
  const ids = new Set(leads.map((lead) => String(lead['id'])));
  return events.filter((event) => ids.has(String(event['lead_id'])));
}

function without<Element>(elements: readonly Element[], index: number): readonly Element[] {
  return elements.filter((_element, other) => other !== index);
}

function withoutKey(row: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(row).filter(([other]) => other !== key));
}

/** Definitions of every construct, each with rows of so many leads. Other engines, the formatter and the reader may use the same. */
export function cases(leads: number): fc.Arbitrary<GeneratedCase> {
  return new CaseArbitrary(leads);
}
