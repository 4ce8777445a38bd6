// Written by scripts/generate-library.ts out of compiler/emit/js/library/ and tables/; do not edit.

/** Source text of one top-level declaration that compiled modules may carry. */
export interface LibraryPiece {
  readonly needs: readonly LibraryName[];
  readonly code: string;
}

export type LibraryName = 'readNumber' | 'readDuration' | 'readBoolean' | 'readMember' | 'readText' | 'readLowerCase' | 'readDomain' | 'readHost' | 'readPath' | 'addressOf' | 'authorityStart' | 'isLetter' | 'readList' | 'isBlank' | 'normalForm' | 'trimBlanks' | 'isTrimmed' | 'onlyTimed' | 'idText' | 'mentions' | 'matches' | 'tenThousandths' | 'wholeUnits' | 'bounded' | 'scaled' | 'scaledExactly' | 'fadedPoints' | 'unitsOfTotal' | 'wholeUnitsExactly' | 'totalOf' | 'largeSum' | 'limited' | 'shownOccurrences' | 'utcDay' | 'zoneDay' | 'weekOf' | 'monthOf' | 'lowerCaseRanges' | 'lowerCase' | 'lowerCaseBeyondAscii' | 'lowerCaseOf' | 'day' | 'block' | 'probe' | 'zones' | 'lastZone' | 'lastStart' | 'lastEnd' | 'lastOffset' | 'offsetAt' | 'dayNumber' | 'weekIndex' | 'monthIndex' | 'dateOfDay' | 'dayOfDate' | 'daysInMonth' | 'zoneOf' | 'zoneFormat' | 'offsetsBetween' | 'intlOffset';

/** In an order in which they may be declared. */
export const library: Readonly<Record<LibraryName, LibraryPiece>> = {
  readNumber: {
    needs: [],
    code: `/** A finite number; NaN is missing. */
function readNumber(value) {
  return typeof value === 'number' && value - value === 0 ? value : NaN;
}`,
  },
  readDuration: {
    needs: [],
    code: `/** Whole milliseconds; NaN is missing. */
function readDuration(value) {
  return typeof value === 'number' && value >= -1e15 && value <= 1e15 ? Math.round(value) : NaN;
}`,
  },
  readBoolean: {
    needs: [],
    code: `/** \`undefined\` is missing. */
function readBoolean(value) {
  return typeof value === 'boolean' ? value : undefined;
}`,
  },
  readMember: {
    needs: ["isBlank"],
    code: `/** A country's code or the name of a \`one of\` member; '' is missing. */
function readMember(value) {
  return typeof value === 'string' && !isBlank(value) ? value : '';
}`,
  },
  readText: {
    needs: ["normalForm"],
    code: `/** The normal form of a text; '' is missing. */
function readText(value) {
  return typeof value === 'string' ? normalForm(value) : '';
}`,
  },
  readLowerCase: {
    needs: [],
    code: `/** A text in lower case, not yet in its normal form; '' is missing. */
function readLowerCase(value) {
  return typeof value === 'string' ? value.toLowerCase() : '';
}`,
  },
  readDomain: {
    needs: ["normalForm"],
    code: `/** The normal form of an email's domain; '' is missing. */
function readDomain(value) {
  if (typeof value !== 'string') return '';
  const at = value.lastIndexOf('@');
  return at === -1 ? '' : normalForm(value.slice(at + 1));
}`,
  },
  readHost: {
    needs: ["addressOf","authorityStart","normalForm"],
    code: `/** The normal form of a url's host; '' is missing. */
function readHost(value) {
  if (typeof value !== 'string') return '';
  const address = addressOf(value);
  const start = authorityStart(address);
  const slash = address.indexOf('/', start);
  const authority = address.slice(start, slash === -1 ? address.length : slash);
  return normalForm(authority.slice(authority.lastIndexOf('@') + 1).replace(/:[0-9]*$/, ''));
}`,
  },
  readPath: {
    needs: ["isBlank","addressOf","authorityStart","normalForm"],
    code: `/** The normal form of a url's path; '' is missing. */
function readPath(value) {
  if (typeof value !== 'string' || isBlank(value)) return '';
  const address = addressOf(value);
  const from = address.indexOf('/', authorityStart(address));
  if (from === -1) return '/';
  let end = address.length;
  while (end > from && address.charCodeAt(end - 1) === 47) end -= 1;
  return end === from ? '/' : normalForm(address.slice(from, end));
}`,
  },
  addressOf: {
    needs: ["trimBlanks"],
    code: `/** A url without what follows its first \`#\` or \`?\`. */
function addressOf(url) {
  const trimmed = trimBlanks(url);
  for (let index = 0; index < trimmed.length; index += 1) {
    const code = trimmed.charCodeAt(index);
    if (code === 35 || code === 63) return trimmed.slice(0, index);
  }
  return trimmed;
}`,
  },
  authorityStart: {
    needs: ["isLetter"],
    code: `/** Where the authority begins; of \`/pricing\`, which has none, that is where the path begins. */
function authorityStart(address) {
  const colon = address.indexOf('://');
  if (colon === -1 || !isLetter(address.charCodeAt(0))) return 0;
  for (let index = 1; index < colon; index += 1) {
    const code = address.charCodeAt(index);
    // + - . and digits
    if (!isLetter(code) && code !== 43 && code !== 45 && code !== 46 && !(code >= 48 && code <= 57)) return 0;
  }
  return colon + 3;
}`,
  },
  isLetter: {
    needs: [],
    code: `function isLetter(code) {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}`,
  },
  readList: {
    needs: [],
    code: `/** The known values of a list, each read by \`read\`; empty is missing. */
function readList(value, read) {
  const known = [];
  if (!Array.isArray(value)) return known;
  for (const element of value) {
    const one = read(element);
    if (one !== '' && one !== undefined && one === one) known.push(one);
  }
  return known;
}`,
  },
  isBlank: {
    needs: [],
    code: `function isBlank(value) {
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (code !== 32 && !(code >= 9 && code <= 13)) return false;
  }
  return true;
}`,
  },
  normalForm: {
    needs: ["lowerCase","trimBlanks"],
    code: `/** Trimmed, each code point lower-cased by its simple mapping. */
function normalForm(value) {
  let codes = 0;
  for (let index = 0; index < value.length; index += 1) codes |= value.charCodeAt(index);
  return codes > 127 ? lowerCase(trimBlanks(value)) : trimBlanks(value.toLowerCase());
}`,
  },
  trimBlanks: {
    needs: ["isTrimmed"],
    code: `function trimBlanks(value) {
  let start = 0;
  let end = value.length;
  while (start < end && isTrimmed(value.charCodeAt(start))) start += 1;
  while (end > start && isTrimmed(value.charCodeAt(end - 1))) end -= 1;
  return start === 0 && end === value.length ? value : value.slice(start, end);
}`,
  },
  isTrimmed: {
    needs: [],
    code: `function isTrimmed(code) {
  return code === 32 || (code >= 9 && code <= 13);
}`,
  },
  onlyTimed: {
    needs: [],
    code: `/** The events that have a time. */
function onlyTimed(events) {
  return Array.isArray(events) ? events.filter((event) => typeof event?.at === 'number') : [];
}`,
  },
  idText: {
    needs: [],
    code: `/** Of a lead's id: its text, or a number's digits. */
function idText(value) {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';
}`,
  },
  mentions: {
    needs: [],
    code: `/** Whether the words stand side by side, in order, among the words of the text. */
function mentions(value, words) {
  if (!value.includes(words[0])) return false;
  const found = value.match(/[\\p{L}\\p{N}]+/gu) ?? [];
  for (let start = 0; start + words.length <= found.length; start += 1) {
    let index = 0;
    while (index < words.length && found[start + index] === words[index]) index += 1;
    if (index === words.length) return true;
  }
  return false;
}`,
  },
  matches: {
    needs: [],
    code: `/** Whether the text is the pieces, two or more, with any run of characters between them. */
function matches(value, pieces) {
  const first = pieces[0];
  const last = pieces[pieces.length - 1];
  const end = value.length - last.length;
  if (end < first.length || !value.startsWith(first) || !value.endsWith(last)) return false;
  // The leftmost place of each piece leaves the most room for the others.
  let position = first.length;
  for (let index = 1; index < pieces.length - 1; index += 1) {
    const found = value.indexOf(pieces[index], position);
    if (found === -1) return false;
    position = found + pieces[index].length;
  }
  return position <= end;
}`,
  },
  tenThousandths: {
    needs: [],
    code: `/** What of a number a \`total\` or a proportional rule takes: whole ten-thousandths; NaN is missing. */
function tenThousandths(value) {
  const size = Math.floor(Math.min(Math.abs(value), 1e11) * 10000 + 0.5);
  return value < 0 ? -size : size;
}`,
  },
  wholeUnits: {
    needs: [],
    code: `/** How many whole units are in the amount; 0 if it is negative or missing. Both are whole numbers. */
function wholeUnits(amount, unit) {
  return amount >= unit ? (amount - (amount % unit)) / unit : 0;
}`,
  },
  bounded: {
    needs: [],
    code: `/** No rule, section or score goes further than a thousand million points, which is the limit. */
function bounded(points, limit) {
  if (points > limit) return limit;
  return points < -limit ? -limit : points;
}`,
  },
  scaled: {
    needs: ["scaledExactly"],
    code: `/** \`points\` times a factor in whole millionths, rounded half away from zero, exactly. */
function scaled(points, factor) {
  const product = Math.abs(points * factor);
  const size = product < 9e15
    ? Math.floor((product + 500000) / 1000000)
    : Number(scaledExactly(BigInt(Math.abs(points)), BigInt(Math.abs(factor))));
  return points < 0 === factor < 0 ? size : -size;
}`,
  },
  scaledExactly: {
    needs: [],
    code: `/** The same beyond what numbers hold exactly. */
function scaledExactly(points, factor) {
  const product = points * factor;
  return product < 0n ? -((500000n - product) / 1000000n) : (product + 500000n) / 1000000n;
}`,
  },
  fadedPoints: {
    needs: [],
    code: `/** What is left of \`points\` after \`gone\` of \`days\` days, rounded half away from zero. */
function fadedPoints(points, gone, days) {
  if (gone >= days) return 0;
  const size = Math.floor((2 * Math.abs(points) * (days - gone) + days) / (2 * days));
  return points < 0 ? -size : size;
}`,
  },
  unitsOfTotal: {
    needs: ["wholeUnits","wholeUnitsExactly"],
    code: `/** How many whole units are in a sum of which a part went into \`more\` when it grew beyond what numbers hold exactly. */
function unitsOfTotal(sum, more, unit) {
  return more === 0n ? wholeUnits(sum, unit) : wholeUnitsExactly(more + BigInt(sum), BigInt(unit));
}`,
  },
  wholeUnitsExactly: {
    needs: [],
    code: `function wholeUnitsExactly(amount, unit) {
  return amount >= unit ? Number(amount / unit) : 0;
}`,
  },
  totalOf: {
    needs: [],
    code: `/** The sum as a number: exact as far as numbers are, and beyond that on the right side of every number that a definition can name. */
function totalOf(sum, more) {
  return more === 0n ? sum : Number(more + BigInt(sum));
}`,
  },
  largeSum: {
    needs: ["bounded"],
    code: `/** The value of a score formula too large for numbers: its terms' sum within its ceiling and floor. */
function largeSum(terms, ceiling, floor) {
  const sum = Number(terms.reduce((left, right) => left + right, 0n));
  return bounded(Math.max(Math.min(sum, ceiling), floor), 1e13);
}`,
  },
  limited: {
    needs: [],
    code: `/**
 * Those of the events that pay. In this order: cooldown, window (\`at > after\`), the latest of each unit of the calendar,
 * the latest few. Of one instant, the event that pays more counts as the later, and goes first in a cooldown.
 */
function limited(
  found,
  cooldown,
  after,
  unit,
  atMost,
) {
  found.sort((left, right) => left.at - right.at || left.points - right.points || (left.type === right.type ? 0 : left.type < right.type ? 1 : -1));
  let left = found;
  if (cooldown > 0) {
    left = [];
    let last = -Infinity;
    for (let index = 0; index < found.length; index += 1) {
      const event = found[index];
      // The last of its instant is the one that pays most.
      if (index + 1 < found.length && found[index + 1].at === event.at) continue;
      if (event.at >= last + cooldown) {
        left.push(event);
        last = event.at;
      }
    }
  }
  if (after > -Infinity) left = left.filter((event) => event.at > after);
  if (unit !== null) {
    const latest = new Map();
    for (const event of left) {
      const key = unit(event.at);
      // Where clocks go back over midnight a day can come twice: what is latest goes to the end.
      latest.delete(key);
      latest.set(key, event);
    }
    left = [...latest.values()];
  }
  return left.length > atMost ? left.slice(left.length - atMost) : left;
}`,
  },
  shownOccurrences: {
    needs: [],
    code: `/** As explanations show the events that pay: oldest first, of one instant the one that pays more first. */
function shownOccurrences(paid, unit) {
  return [...paid]
    .sort((left, right) => left.at - right.at || right.points - left.points || (left.type === right.type ? 0 : left.type < right.type ? -1 : 1))
    .map((event) => ({ at: new Date(event.at).toISOString(), type: event.type, points: event.points / unit + 0 }));
}`,
  },
  utcDay: {
    needs: [],
    code: `function utcDay(at) {
  return Math.floor(at / 86400000);
}`,
  },
  zoneDay: {
    needs: ["dayNumber"],
    code: `function zoneDay(zone) {
  return (at) => dayNumber(zone, at);
}`,
  },
  weekOf: {
    needs: ["weekIndex"],
    code: `function weekOf(dayOf) {
  return (at) => weekIndex(dayOf(at));
}`,
  },
  monthOf: {
    needs: ["monthIndex"],
    code: `function monthOf(dayOf) {
  return (at) => monthIndex(dayOf(at));
}`,
  },
  lowerCaseRanges: {
    needs: [],
    code: `/** Four numbers a range: the code points \`first, first + step, ..., last\` are lower-cased by adding \`delta\`. In ascending order. */
const lowerCaseRanges = [
  65,90,1,32, 192,214,1,32, 216,222,1,32, 256,302,2,1, 304,304,1,-199, 306,310,2,1, 313,327,2,1, 330,374,2,1, 376,376,1,-121, 377,381,2,1,
  385,385,1,210, 386,388,2,1, 390,390,1,206, 391,391,1,1, 393,394,1,205, 395,395,1,1, 398,398,1,79, 399,399,1,202, 400,400,1,203,
  401,401,1,1, 403,403,1,205, 404,404,1,207, 406,406,1,211, 407,407,1,209, 408,408,1,1, 412,412,1,211, 413,413,1,213, 415,415,1,214,
  416,420,2,1, 422,422,1,218, 423,423,1,1, 425,425,1,218, 428,428,1,1, 430,430,1,218, 431,431,1,1, 433,434,1,217, 435,437,2,1,
  439,439,1,219, 440,440,1,1, 444,444,1,1, 452,452,1,2, 453,453,1,1, 455,455,1,2, 456,456,1,1, 458,458,1,2, 459,475,2,1, 478,494,2,1,
  497,497,1,2, 498,500,2,1, 502,502,1,-97, 503,503,1,-56, 504,542,2,1, 544,544,1,-130, 546,562,2,1, 570,570,1,10795, 571,571,1,1,
  573,573,1,-163, 574,574,1,10792, 577,577,1,1, 579,579,1,-195, 580,580,1,69, 581,581,1,71, 582,590,2,1, 880,882,2,1, 886,886,1,1,
  895,895,1,116, 902,902,1,38, 904,906,1,37, 908,908,1,64, 910,911,1,63, 913,929,1,32, 931,939,1,32, 975,975,1,8, 984,1006,2,1,
  1012,1012,1,-60, 1015,1015,1,1, 1017,1017,1,-7, 1018,1018,1,1, 1021,1023,1,-130, 1024,1039,1,80, 1040,1071,1,32, 1120,1152,2,1,
  1162,1214,2,1, 1216,1216,1,15, 1217,1229,2,1, 1232,1326,2,1, 1329,1366,1,48, 4256,4293,1,7264, 4295,4295,1,7264, 4301,4301,1,7264,
  5024,5103,1,38864, 5104,5109,1,8, 7305,7305,1,1, 7312,7354,1,-3008, 7357,7359,1,-3008, 7680,7828,2,1, 7838,7838,1,-7615, 7840,7934,2,1,
  7944,7951,1,-8, 7960,7965,1,-8, 7976,7983,1,-8, 7992,7999,1,-8, 8008,8013,1,-8, 8025,8031,2,-8, 8040,8047,1,-8, 8072,8079,1,-8,
  8088,8095,1,-8, 8104,8111,1,-8, 8120,8121,1,-8, 8122,8123,1,-74, 8124,8124,1,-9, 8136,8139,1,-86, 8140,8140,1,-9, 8152,8153,1,-8,
  8154,8155,1,-100, 8168,8169,1,-8, 8170,8171,1,-112, 8172,8172,1,-7, 8184,8185,1,-128, 8186,8187,1,-126, 8188,8188,1,-9,
  8486,8486,1,-7517, 8490,8490,1,-8383, 8491,8491,1,-8262, 8498,8498,1,28, 8544,8559,1,16, 8579,8579,1,1, 9398,9423,1,26,
  11264,11311,1,48, 11360,11360,1,1, 11362,11362,1,-10743, 11363,11363,1,-3814, 11364,11364,1,-10727, 11367,11371,2,1,
  11373,11373,1,-10780, 11374,11374,1,-10749, 11375,11375,1,-10783, 11376,11376,1,-10782, 11378,11378,1,1, 11381,11381,1,1,
  11390,11391,1,-10815, 11392,11490,2,1, 11499,11501,2,1, 11506,11506,1,1, 42560,42604,2,1, 42624,42650,2,1, 42786,42798,2,1,
  42802,42862,2,1, 42873,42875,2,1, 42877,42877,1,-35332, 42878,42886,2,1, 42891,42891,1,1, 42893,42893,1,-42280, 42896,42898,2,1,
  42902,42920,2,1, 42922,42922,1,-42308, 42923,42923,1,-42319, 42924,42924,1,-42315, 42925,42925,1,-42305, 42926,42926,1,-42308,
  42928,42928,1,-42258, 42929,42929,1,-42282, 42930,42930,1,-42261, 42931,42931,1,928, 42932,42946,2,1, 42948,42948,1,-48,
  42949,42949,1,-42307, 42950,42950,1,-35384, 42951,42953,2,1, 42955,42955,1,-42343, 42956,42970,2,1, 42972,42972,1,-42561,
  42997,42997,1,1, 65313,65338,1,32, 66560,66599,1,40, 66736,66771,1,40, 66928,66938,1,39, 66940,66954,1,39, 66956,66962,1,39,
  66964,66965,1,39, 68736,68786,1,64, 68944,68965,1,32, 71840,71871,1,32, 93760,93791,1,32, 93856,93880,1,27, 125184,125217,1,34,
];`,
  },
  lowerCase: {
    needs: ["lowerCaseBeyondAscii"],
    code: `/**
 * The text with each code point replaced by its simple lower-case mapping; a code point without one stays.
 * Not \`toLowerCase()\`: that one looks at neighbours (final sigma), makes two code points out of one (U+0130), and
 * follows whichever Unicode version the machine happens to have.
 */
function lowerCase(text) {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) > 127) return lowerCaseBeyondAscii(text);
  }
  return text.toLowerCase();
}`,
  },
  lowerCaseBeyondAscii: {
    needs: ["lowerCaseOf"],
    code: `function lowerCaseBeyondAscii(text) {
  let lowered = '';
  for (const character of text) {
    const code = character.codePointAt(0);
    const lower = lowerCaseOf(code);
    lowered += lower === code ? character : String.fromCodePoint(lower);
  }
  return lowered;
}`,
  },
  lowerCaseOf: {
    needs: ["lowerCaseRanges"],
    code: `/** The simple lower-case mapping of one code point; itself where it has none. */
function lowerCaseOf(code) {
  let low = 0;
  let high = lowerCaseRanges.length / 4 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const first = lowerCaseRanges[middle * 4];
    if (code < first) high = middle - 1;
    else if (code > lowerCaseRanges[middle * 4 + 1]) low = middle + 1;
    else return (code - first) % lowerCaseRanges[middle * 4 + 2] === 0 ? code + lowerCaseRanges[middle * 4 + 3] : code;
  }
  return code;
}`,
  },
  day: {
    needs: [],
    code: `const day = 86_400_000;`,
  },
  block: {
    needs: ["day"],
    code: `/** How much time is looked up at once. Small, so that a single question stays cheap. */
const block = 256 * day;`,
  },
  probe: {
    needs: ["day"],
    code: `/** Shorter than the time between any two changes of any zone: the shortest is a week (America/Recife, October 2000). */
const probe = 4 * day;`,
  },
  zones: {
    needs: [],
    code: `const zones = new Map();`,
  },
  lastZone: {
    needs: [],
    code: `/** The answer given last, and the span for which it holds: mostly the next question lies in it. */
let lastZone = '';`,
  },
  lastStart: {
    needs: [],
    code: `let lastStart = 0;`,
  },
  lastEnd: {
    needs: [],
    code: `let lastEnd = 0;`,
  },
  lastOffset: {
    needs: [],
    code: `let lastOffset = 0;`,
  },
  offsetAt: {
    needs: ["lastZone","lastStart","lastEnd","lastOffset","zoneOf","block","offsetsBetween"],
    code: `/**
 * How far local time is ahead of UTC at the instant, in milliseconds.
 * @throws RangeError if the zone is none.
 */
function offsetAt(zone, instant) {
  if (zone === 'UTC') return 0;
  if (zone === lastZone && instant >= lastStart && instant < lastEnd) return lastOffset;
  const known = zoneOf(zone);
  const index = Math.floor(instant / block);
  let offsets = known.blocks.get(index);
  if (offsets === undefined) {
    offsets = offsetsBetween(known.format, index * block, (index + 1) * block);
    known.blocks.set(index, offsets);
  }
  let entry = offsets.length - 2;
  while (offsets[entry] > instant) entry -= 2;
  lastZone = zone;
  lastStart = offsets[entry];
  lastEnd = entry + 2 < offsets.length ? offsets[entry + 2] : (index + 1) * block;
  lastOffset = offsets[entry + 1];
  return lastOffset;
}`,
  },
  dayNumber: {
    needs: ["offsetAt","day"],
    code: `/** The calendar day that clocks of the zone show. */
function dayNumber(zone, instant) {
  return Math.floor((instant + offsetAt(zone, instant)) / day);
}`,
  },
  weekIndex: {
    needs: [],
    code: `/** Numbers ISO weeks (Monday to Sunday) through, one by one. */
function weekIndex(number) {
  return Math.floor((number + 3) / 7);
}`,
  },
  monthIndex: {
    needs: ["dateOfDay"],
    code: `/** Numbers months through: twelve times the year, plus the month from 0. */
function monthIndex(number) {
  const { year, month } = dateOfDay(number);
  return year * 12 + month - 1;
}`,
  },
  dateOfDay: {
    needs: ["day"],
    code: `/** The date of a day number, in the Gregorian calendar through all time. */
function dateOfDay(number) {
  const date = new Date(number * day);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}`,
  },
  dayOfDate: {
    needs: ["day","daysInMonth"],
    code: `/** The day number of a date, or \`undefined\` if there is no such date. Years 0 to 9999. */
function dayOfDate({ year, month, day: dayOfMonth }) {
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return undefined;
  // Counted in years that begin in March, so that the leap day comes last. 719468 days lie between 0000-03-01 and 1970-01-01.
  const marchYear = month > 2 ? year : year - 1;
  const monthsSinceMarch = (month + 9) % 12;
  const days = 365 * marchYear + Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return days + Math.floor((153 * monthsSinceMarch + 2) / 5) + dayOfMonth - 1 - 719_468;
}`,
  },
  daysInMonth: {
    needs: [],
    code: `function daysInMonth(year, month) {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}`,
  },
  zoneOf: {
    needs: ["zones","zoneFormat"],
    code: `function zoneOf(name) {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const format = zoneFormat(name);
  if (format === undefined) throw new RangeError(\`no time zone: \${name}\`);
  const zone = { format, blocks: new Map() };
  zones.set(name, zone);
  return zone;
}`,
  },
  zoneFormat: {
    needs: ["day"],
    code: `function zoneFormat(name) {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: name, hourCycle: 'h23', era: 'short', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    });
  } catch {
    return undefined;
  }
}`,
  },
  offsetsBetween: {
    needs: ["intlOffset","probe"],
    code: `function offsetsBetween(format, from, to) {
  const offsets = [from, intlOffset(format, from)];
  for (let start = from; start < to; start += probe) {
    const end = Math.min(start + probe, to - 1000);
    const next = intlOffset(format, end);
    let since = start;
    for (let last = offsets[offsets.length - 1]; last !== next; last = offsets[offsets.length - 1]) {
      // INVARIANT: \`last\` holds at \`low\` and not at \`high\`; all are whole seconds.
      let low = since;
      let high = end;
      while (high - low > 1000) {
        const middle = low + Math.floor((high - low) / 2000) * 1000;
        if (intlOffset(format, middle) === last) low = middle;
        else high = middle;
      }
      offsets.push(high, intlOffset(format, high));
      since = high;
    }
  }
  return offsets;
}`,
  },
  intlOffset: {
    needs: ["dayOfDate","day"],
    code: `/** What \`Intl\` says. It tells local times to the second, as all offsets are. */
function intlOffset(format, instant) {
  const seconds = Math.floor(instant / 1000) * 1000;
  const parts = /^(\\d+)\\/(\\d+)\\/(\\d+) (\\w+), (\\d+):(\\d+):(\\d+)$/.exec(format.format(seconds));
  if (parts === null) throw new Error('the machine writes local times in an unknown form');
  const year = parts[4] === 'BC' ? 1 - Number(parts[3]) : Number(parts[3]);
  const date = dayOfDate({ year, month: Number(parts[1]), day: Number(parts[2]) });
  return date * day + (Number(parts[5]) * 3600 + Number(parts[6]) * 60 + Number(parts[7])) * 1000 - seconds;
}`,
  },
};
