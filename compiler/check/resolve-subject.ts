/** What the words of a predicate name. Language reference, section 4. */
import type { Condition, DefinedCondition, Part, Section, DerivedScore, Subject } from './checked.ts';
import { excused, inFile, origin, refer, report } from './context.ts';
import type { CheckContext, Place } from './context.ts';
import type { Comparable } from './check-operand.ts';
import { checkCondition } from './check-condition.ts';
import { mostConditions, mostNames, sizeOfDefined } from './condition-size.ts';
import { nameKey } from '../bind/scope.ts';
import type { DefinedSymbol, ScoreSymbol, VocabularySymbol } from '../bind/scope.ts';
import { namesAndTypesCodes as codes } from '../diagnostics/catalog/names-and-types.ts';
import { nearest } from '../diagnostics/did-you-mean.ts';
import { nameMeantBy, namesMeant } from '../vocabulary/other-names.ts';
import { cover } from '../source/span.ts';
import type { Span } from '../source/span.ts';
import type { EventProperty, EventType, LeadField, ValueType } from '../vocabulary/types.ts';
import type { Name, Predicate } from '../../grammar/tree.ts';

/** What a path names. Events come back whole: their clauses are the selector's. */
export type Resolved =
  | { readonly kind: 'subject'; readonly subject: Subject; readonly comparable: Comparable }
  /** A condition by itself: a defined name, a stage, `qualified`, `excluded`. */
  | { readonly kind: 'condition'; readonly condition: Condition }
  | { readonly kind: 'event'; readonly event: EventType | 'activity' };

export const partsOf: Readonly<Record<string, readonly Part[]>> = { email: ['domain'], url: ['host', 'path'] };

/** `email.domain`, `url.path`: the part and the type it has. */
function resolvePart(context: CheckContext, type: ValueType, subject: string, name: Name): Part | undefined {
  const possible = partsOf[type.kind] ?? [];
  const part = possible.find((one) => one === nameKey(name.text));
  if (part !== undefined) {
    refer(context, name.span, { kind: 'part', part });
    return part;
  }
  // `company.employees`: what the CRM files under a company is a field by itself.
  const field = context.scope.vocabulary.get(nameKey(name.text));
  const instead = possible.length === 0 && field?.kind === 'field' ? field.name : undefined;
  return report(context, codes.unknownPart, name.span, { subject, part: name.text, possible, instead });
}

/** Too many names in a path: only the first superfluous one is shown. */
function tooLong(context: CheckContext, path: readonly Name[], allowed: number): boolean {
  const extra = path[allowed];
  if (extra === undefined) return false;
  report(context, codes.unknownPart, extra.span, { subject: path.slice(0, allowed).map((name) => name.text).join('.'), part: extra.text, possible: [] });
  return true;
}

export function resolveProperty(context: CheckContext, event: EventType, name: Name): EventProperty | undefined {
  const property = event.properties.find((one) => nameKey(one.name) === nameKey(name.text));
  if (property !== undefined) {
    refer(context, name.span, { kind: 'property', event, property });
    return property;
  }
  if (context.scope.suspects.has(nameKey(name.text))) return undefined;
  const all = event.properties.map((one) => one.name);
  const near = nearest(name.text, all);
  return report(context, codes.unknownProperty, name.span, { event: event.name, name: name.text, nearest: near, all }, {
    fixes: near.map((other) => ({ title: `write \`${other}\``, edits: [{ file: context.file, span: name.span, text: other }] })),
  });
}

function fieldSubject(context: CheckContext, predicate: Predicate, owner: LeadField | EventProperty, rest: readonly Name[]): Resolved | undefined {
  const partName = rest[0];
  const at = origin(context, predicate);
  if (partName === undefined) {
    const subject: Subject = owner.kind === 'field'
      ? { kind: 'field', origin: at, field: owner, part: undefined, type: owner.type }
      : { kind: 'property', origin: at, property: owner, part: undefined, type: owner.type };
    return { kind: 'subject', subject, comparable: { kind: 'value', type: owner.type, owner } };
  }
  const part = resolvePart(context, owner.type, owner.name, partName);
  if (part === undefined || tooLong(context, predicate.path, predicate.path.length - rest.length + 1)) return undefined;
  const type: ValueType = { kind: 'text' };
  const subject: Subject = owner.kind === 'field'
    ? { kind: 'field', origin: at, field: owner, part, type }
    : { kind: 'property', origin: at, property: owner, part, type };
  return { kind: 'subject', subject, comparable: { kind: 'value', type, owner, part } };
}

const noNames: readonly Name[] = [];

/** The names behind the first, of which there mostly are none. */
function partsBehind(path: readonly Name[]): readonly Name[] {
  return path.length === 1 ? noNames : path.slice(1);
}

/** The subject of a predicate without a measure. */
export function resolvePath(context: CheckContext, place: Place, predicate: Predicate): Resolved | undefined {
  const { path } = predicate;
  const first = path[0]!;
  if (place.event !== undefined) {
    const property = resolveProperty(context, place.event, first);
    return property && fieldSubject(context, predicate, property, partsBehind(path));
  }
  const key = nameKey(first.text);
  if (!first.quoted) {
    const special = resolveSpecial(context, place, predicate, key);
    if (special !== 'no') return special;
  }
  const word = context.scope.vocabulary.get(key);
  const score = context.scope.scores.get(key);
  const scoreFirst = path.length === 1 && score !== undefined
    && (place.kind === 'when' || (place.ruleWhen !== undefined && score.kind !== 'stage' && isAbove(place, score)));
  if (word !== undefined && !scoreFirst) return resolveWord(context, predicate, word);
  if (score !== undefined) return resolveScore(context, place, predicate, score);
  return unknownName(context, place, predicate);
}

/** `activity`, `score`, `tier`, `qualified`, `excluded`: words with a meaning of their own. */
function resolveSpecial(context: CheckContext, place: Place, predicate: Predicate, key: string): Resolved | undefined | 'no' {
  const first = predicate.path[0]!;
  switch (key) {
    case 'activity':
      if (tooLong(context, predicate.path, 1)) return undefined;
      return { kind: 'event', event: 'activity' };
    case 'score':
      if (tooLong(context, predicate.path, 1)) return undefined;
      if (place.kind !== 'when') return notHere(context, place, first);
      return { kind: 'subject', subject: { kind: 'score', origin: origin(context, predicate), score: 'score' }, comparable: { kind: 'points' } };
    case 'qualified': case 'excluded':
      if (tooLong(context, predicate.path, 1)) return undefined;
      if (place.kind !== 'when') return notHere(context, place, first);
      return { kind: 'condition', condition: { kind: key, origin: origin(context, predicate) } };
    case 'tier':
      if (tooLong(context, predicate.path, 1)) return undefined;
      if (!place.tier) {
        const reason = context.tierLabels === undefined ? 'this definition declares no tiers' : 'only handoffs and claims may ask the tier';
        return report(context, codes.notHere, first.span, { name: 'tier', reason });
      }
      return { kind: 'subject', subject: { kind: 'tier', origin: origin(context, predicate) }, comparable: { kind: 'tier' } };
    default: return 'no';
  }
}

function notHere(context: CheckContext, place: Place, name: Name): undefined {
  const reasons = {
    rule: 'a section may ask only the sections and derived scores above it',
    define: 'a defined name means the same wherever it stands, so it cannot ask scores or stages',
    exclude: 'exclusions are settled before any score',
    when: place.stagesReason,
  };
  return report(context, codes.notHere, name.span, { name: name.text, reason: place.stagesReason === '' ? reasons[place.kind] : place.stagesReason });
}

function resolveWord(context: CheckContext, predicate: Predicate, word: VocabularySymbol): Resolved | undefined {
  const first = predicate.path[0]!;
  switch (word.kind) {
    case 'field':
      refer(context, first.span, { kind: 'field', field: word });
      return fieldSubject(context, predicate, word, partsBehind(predicate.path));
    case 'event': {
      refer(context, first.span, { kind: 'event', event: word });
      const second = predicate.path[1];
      if (second === undefined) return { kind: 'event', event: word };
      if (resolveProperty(context, word, second) === undefined) return undefined;
      return report(context, codes.propertyAlone, { start: first.span.start, end: second.span.end }, { event: word.name, property: second.text });
    }
    case 'defined': {
      refer(context, first.span, { kind: 'defined', defined: word });
      if (tooLong(context, predicate.path, 1)) return undefined;
      const definition = checkDefined(context, word);
      return definition && { kind: 'condition', condition: { kind: 'defined', origin: origin(context, predicate), definition } };
    }
    case 'list':
      return report(context, codes.unknownName, first.span, { name: first.text, due: 'a field, event or defined name, but a list', nearest: [], listed: `FIELD in ${word.name}` }, {
        related: word.declared === undefined ? [] : [{ file: word.declared.file, span: word.declared.node.name.span, message: 'the list' }],
      });
  }
}

/** A defined name, checked the first time it is asked for. It is closed: nothing of the place of use reaches into it. */
export function checkDefined(context: CheckContext, symbol: DefinedSymbol): Extract<Condition, { kind: 'defined' }>['definition'] | undefined {
  const key = nameKey(symbol.name);
  const known = context.defined.get(key);
  if (known === 'broken') return undefined;
  if (known === 'in progress') {
    context.defined.set(key, 'broken');
    return inFile(context, symbol.file, () => report(context, codes.defineCycle, symbol.node.name.span, { name: symbol.name }));
  }
  if (known !== undefined) return known;
  if ([...context.defined.values()].filter((each) => each === 'in progress').length > mostNames) return tooLarge(context, symbol, false);
  context.defined.set(key, 'in progress');
  const place: Place = {
    kind: 'define', window: undefined, cut: undefined, scoresBefore: 0, stages: new Set(), stagesReason: '', tier: false, event: undefined, onInheritedWindow: undefined,
  };
  const condition = inFile(context, symbol.file, () => checkCondition(context, place, symbol.node.condition));
  if (condition === undefined) {
    context.defined.set(key, 'broken');
    return undefined;
  }
  const definition: DefinedCondition = { kind: 'defined condition', name: symbol.name, origin: { file: symbol.file, span: symbol.node.span }, condition, used: false };
  const { conditions, names } = sizeOfDefined(definition);
  if (conditions > mostConditions || names > mostNames) return tooLarge(context, symbol, conditions > mostConditions);
  context.defined.set(key, definition);
  return definition;
}

function tooLarge(context: CheckContext, symbol: DefinedSymbol, byConditions: boolean): undefined {
  context.defined.set(nameKey(symbol.name), 'broken');
  const limit = byConditions ? { most: mostConditions, what: 'conditions' } : { most: mostNames, what: 'names that stand for names' };
  return inFile(context, symbol.file, () => report(context, codes.definedTooLarge, symbol.node.name.span, { name: symbol.name, ...limit }));
}

function resolveScore(context: CheckContext, place: Place, predicate: Predicate, symbol: ScoreSymbol): Resolved | undefined {
  const first = predicate.path[0]!;
  refer(context, first.span, { kind: symbol.kind, symbol });
  if (tooLong(context, predicate.path, 1)) return undefined;
  if (place.kind === 'define' || place.kind === 'exclude') return notHere(context, place, first);
  const at = origin(context, predicate);
  if (symbol.kind === 'stage') {
    const stage = context.stages.get(nameKey(symbol.name));
    if (stage === undefined || !place.stages.has(stage)) return notHere(context, place, first);
    return { kind: 'condition', condition: { kind: 'stage', origin: at, stage } };
  }
  const score: Section | DerivedScore | undefined = context.scores.get(nameKey(symbol.name));
  if (place.kind === 'rule' && !isAbove(place, symbol)) return notHere(context, place, first);
  if (score === undefined) return undefined;
  return { kind: 'subject', subject: { kind: 'score', origin: at, score }, comparable: { kind: 'points' } };
}

function isAbove(place: Place, symbol: Exclude<ScoreSymbol, { kind: 'stage' }>): boolean {
  return (symbol.kind === 'section' ? symbol.block.span.end : symbol.statement.span.end) <= place.scoresBefore;
}

/** What the subject of a predicate may be called. */
export function namesAt(context: CheckContext, place: Place): string[] {
  if (place.event !== undefined) return place.event.properties.map((property) => property.name);
  const words = [...context.scope.vocabulary.values()].filter((symbol) => symbol.kind !== 'list').map((symbol) => symbol.name);
  const scores = place.kind === 'define' || place.kind === 'exclude' ? [] : [...context.scope.scores.values()].map((symbol) => symbol.name);
  return [...words, ...scores, 'activity'];
}

function unknownName(context: CheckContext, place: Place, predicate: Predicate): undefined {
  const name = predicate.path[0]!;
  if (excused(context, name.text) || wasReported(context, name)) return undefined;
  const names = namesAt(context, place);
  const apart = nameOfTwoWords(predicate, place.kind === 'when' ? [...names, 'score'] : names);
  const hint = apart === undefined ? hintFor(context, predicate) : undefined;
  const near = apart !== undefined ? [apart.name] : hint !== undefined ? [] : namesMeant(name.text, names);
  const due = place.kind === 'when' ? 'a score, stage, field, event or defined name' : 'a field, event or defined name';
  const span = apart?.span ?? name.span;
  return report(context, codes.unknownName, span, { name: apart === undefined ? name.text : context.file.text.slice(span.start, span.end), due, nearest: near, hint }, {
    fixes: near.map((other) => ({ title: `write \`${other}\``, edits: [{ file: context.file, span, text: other }] })),
  });
}

/** What is meant by a name that is no slip of the pen. */
function hintFor(context: CheckContext, { path }: Predicate): string | undefined {
  const first = path[0]!;
  if (/^(more|higher|greater|above|over)$/i.test(first.text)) return 'for 50 or more write `50..`, or `>= 50`';
  if (/^(less|fewer|lower|below|under)$/i.test(first.text)) return 'for 50 or less write `..50`, or `<= 50`';
  const event = [...context.scope.vocabulary.values()].find((symbol) => (
    symbol.kind === 'event' && symbol.properties.some((property) => nameKey(property.name) === nameKey(first.text))));
  if (event === undefined) return undefined;
  return `\`${first.text}\` is a property of events such as \`${event.name}\`; ask it inside \`where (...)\`, as in \`${event.name} where (... and ${first.text} ...)\``;
}

/** `demo request` for `demo_request`, `job title` for `title`, `the score` for `score`, `lead.employees` for `employees`. */
function nameOfTwoWords({ path, clauses }: Predicate, names: readonly string[]): { readonly name: string; readonly span: Span } | undefined {
  const [first, part] = path;
  if (first !== undefined && part !== undefined && /^(lead|leads|contact|contacts|person|account|company|deal|properties|events?)$/i.test(first.text)) {
    const name = names.find((candidate) => nameKey(candidate) === nameKey(part.text));
    return name === undefined ? undefined : { name, span: cover(first.span, part.span) };
  }
  const [clause] = clauses;
  if (first === undefined || path.length > 1 || clause?.kind !== 'alone' || clause.value.kind !== 'word') return undefined;
  const second = clause.value;
  const name = /^(a|an|the)$/i.test(first.text) ? names.find((candidate) => nameKey(candidate) === nameKey(second.text)) : nameMeantBy(`${first.text} ${second.text}`, names);
  return name === undefined ? undefined : { name, span: cover(first.span, second.span) };
}

/** A reserved word in the place of a name has its diagnostic from the reader. */
function wasReported(context: CheckContext, name: Name): boolean {
  return name.quoted && context.diagnostics.some(({ file, span }) => file === context.file && span.start === name.span.start);
}
