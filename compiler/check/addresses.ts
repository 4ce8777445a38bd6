/**
 * `page_view "pricing"`, `email in free_mail`: a url and an email are compared as a whole, so that a word and a domain silently never match.
 * Language reference, sections 3 and 4.
 */
import { isAbsentText } from './absent-words.ts';
import { isOtherwise } from './check-operand.ts';
import { report } from './context.ts';
import type { CheckContext } from './context.ts';
import { nameKey } from '../bind/scope.ts';
import { namesAndTypesCodes as codes } from '../diagnostics/catalog/names-and-types.ts';
import type { Comparison, ValueOrRange, WithinClause } from '../../grammar/tree.ts';
import type { Fix } from '../diagnostics/diagnostic.ts';

/** The texts that the whole value is compared with; those of a list are told at its name, and only if all are none. */
function wholeTexts(context: CheckContext, comparison: Comparison | WithinClause): readonly ValueOrRange[] {
  switch (comparison.kind) {
    case 'alone':
      return [comparison.value];
    case 'relation':
      return /[<>]/.test(comparison.operator) ? [] : [comparison.value];
    case 'in':
      return comparison.entries;
    case 'in list':
      return listEntries(context, comparison.list.text);
    case 'has':
      return comparison.values;
    case 'text comparison': {
      if (comparison.operator !== 'matches') return [];
      const { operand } = comparison;
      return operand.kind === 'one' ? [operand.value] : operand.kind === 'any of' ? operand.values : listEntries(context, operand.list.text);
    }
    default:
      return [];
  }
}

function listEntries(context: CheckContext, name: string): readonly ValueOrRange[] {
  const list = context.scope.vocabulary.get(nameKey(name));
  return list?.kind === 'list' ? list.entries : [];
}

/** The text of a value; `undefined` for a pattern, which may match anything, for what is no text, and for a word for `otherwise`, which is told elsewhere. */
function plainText(value: ValueOrRange): string | undefined {
  if (value.kind === 'word') return isOtherwise(value.text) ? undefined : value.text;
  return value.kind === 'text' && value.pieces.length === 1 ? value.value.trim() : undefined;
}

/** Letters, digits and blanks alone: neither a host nor a path. */
function isNoUrl(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N} _-]*$/u.test(text) && text.toLowerCase() !== 'localhost' && !isAbsentText(text);
}

/** A domain. */
function isNoEmail(text: string): boolean {
  return text.includes('.') && !text.includes('@');
}

/** Warns of what can be no whole url, or no whole email. @param isList whether the subject is a list of them */
export function warnOfNoAddress(context: CheckContext, type: 'url' | 'email', isList: boolean, comparison: Comparison | WithinClause, subject: string): void {
  const values = wholeTexts(context, comparison);
  const isNone = (value: ValueOrRange): boolean => {
    const text = plainText(value);
    return text !== undefined && (type === 'url' ? isNoUrl(text) : isNoEmail(text));
  };
  const list = comparison.kind === 'in list' ? comparison.list : comparison.kind === 'text comparison' && comparison.operand.kind === 'any of list' ? comparison.operand.list : undefined;
  if (list !== undefined) {
    if (values.length === 0 || !values.every(isNone)) return;
    const fixes = type === 'email' && !isList ? domainFix(context, comparison, subject) : [];
    report(context, codes.noAddress, list.span, { subject, type, isList, found: `the entries of \`${list.text}\``, text: undefined }, { fixes });
    return;
  }
  const wrong = values.filter(isNone);
  const areAllWrong = wrong.length === values.length;
  // Emails that are all domains are one mistake, with one fix.
  for (const value of type === 'email' && areAllWrong ? wrong.slice(0, 1) : wrong) {
    const text = plainText(value)!;
    const fixes = type === 'url' ? urlFixes(context, comparison, value, text) : areAllWrong && !isList ? domainFix(context, comparison, subject) : [];
    report(context, codes.noAddress, value.span, { subject, type, isList, found: `\`"${text}"\``, text }, { fixes });
  }
}

/** `email in free_mail` becomes `email.domain in free_mail`, where the field stands right before its comparison. */
function domainFix({ file }: CheckContext, { span }: Comparison | WithinClause, subject: string): Fix[] {
  const end = file.text.slice(0, span.start).trimEnd().length;
  if (file.text.slice(end - subject.length, end).toLowerCase() !== subject.toLowerCase()) return [];
  return [{ title: `ask \`${subject}.domain\``, edits: [{ file, span: { start: end, end }, text: '.domain' }] }];
}

function urlFixes({ file }: CheckContext, comparison: Comparison | WithinClause, { span }: ValueOrRange, text: string): Fix[] {
  const path = `"/${text}"`;
  const pattern = `"*${text}*"`;
  // An address has no blanks.
  if (/\s/.test(text)) return [];
  return [
    { title: `write \`${path}\` for the page of that path`, edits: [{ file, span, text: path }] },
    // Behind `=` no pattern is taken.
    ...(comparison.kind === 'relation' ? [] : [{ title: `write \`${pattern}\` for every address with it`, edits: [{ file, span, text: pattern }] }]),
  ];
}
