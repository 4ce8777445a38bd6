/** The names that every definition may use without declaring them. Language reference, section 3. */
import type { EventProperty, EventType, LeadField, Member, ScalarType, ValueType, Vocabulary } from './types.ts';

export { freeMailDomains } from './free-mail-domains.ts';

const text: ScalarType = { kind: 'text' };
const number: ScalarType = { kind: 'number' };
const boolean: ScalarType = { kind: 'boolean' };
const url: ScalarType = { kind: 'url' };
const duration: ScalarType = { kind: 'duration' };
const dollars: ScalarType = { kind: 'money', currency: 'USD' };
const date: ScalarType = { kind: 'date', format: undefined };
const datetime: ScalarType = { kind: 'datetime', format: undefined };

/** Each member's name, then its other spellings. */
function oneOf(...members: readonly (readonly [string, ...string[]])[]): ScalarType {
  return { kind: 'one of', members: members.map(([name, ...spellings]): Member => ({ name, spellings })) };
}

const seniority = oneOf(
  ['intern', 'Internship', 'Trainee'],
  ['entry', 'Entry-Level', 'Entry Level', 'Junior'],
  ['senior', 'Senior-Level', 'Senior Level'],
  ['manager', 'Manager-Level', 'Manager Level'],
  ['director', 'Director-Level', 'Director Level'],
  ['vp', 'VP-Level', 'VP Level', 'Vice President', 'Vice-President'],
  ['c_level', 'C-Level', 'C Level', 'CXO', 'C-Suite', 'C Suite'],
  ['owner', 'Founder'],
  ['partner'],
);

const lifecycleStage = oneOf(
  ['subscriber'],
  ['lead'],
  ['mql', 'Marketing Qualified Lead', 'MarketingQualifiedLead', 'Marketing-Qualified Lead'],
  ['sql', 'Sales Qualified Lead', 'SalesQualifiedLead', 'Sales-Qualified Lead'],
  ['opportunity'],
  ['customer'],
  ['disqualified', 'Unqualified'],
);

function field(name: string, type: ValueType, description: string): LeadField {
  return { kind: 'field', name, type, spellings: [], declared: undefined, description };
}

function event(name: string, properties: Readonly<Record<string, ScalarType>>, description: string): EventType {
  const declaredProperties = Object.entries(properties).map(
    ([property, type]): EventProperty => ({ kind: 'property', name: property, type, declared: undefined }),
  );
  return { kind: 'event', name, properties: declaredProperties, passive: false, spellings: [], declared: undefined, description };
}

/** Done to the lead, not by it: no `activity`. */
function passiveEvent(name: string, properties: Readonly<Record<string, ScalarType>>, description: string): EventType {
  return { ...event(name, properties, description), passive: true };
}

const fields: readonly LeadField[] = [
  field('email', { kind: 'email' }, "The lead's e-mail address; `email.domain` is the part after the `@`."),
  field('country', { kind: 'country' }, 'The country that the lead or its company sits in.'),
  field('region', text, 'The state, province or sales region.'),
  field('city', text, 'The city that the lead or its company sits in.'),
  field('company', text, 'The name of the company that the lead works for.'),
  field('industry', text, 'The industry of the company.'),
  field('employees', number, 'How many people the company employs.'),
  field('revenue', dollars, "The company's yearly revenue, in US dollars."),
  field('founded', number, 'The year in which the company was founded.'),
  field('tech_stack', { kind: 'list', element: text }, 'The products and technologies that the company is known to use.'),
  field('funding_date', date, 'The day on which the company last took funding.'),
  field('title', text, "The lead's job title, as the lead wrote it."),
  field('department', text, 'The department that the lead works in.'),
  field('seniority', seniority, 'How high the lead stands in the company.'),
  field('persona', text, 'The buyer persona that marketing assigned to the lead.'),
  field('source', text, 'Where the lead first came from, such as organic search or a referral.'),
  field('campaign', text, 'The campaign that brought the lead.'),
  field('channel', text, 'The marketing channel that brought the lead.'),
  field('created', datetime, 'When the lead was created.'),
  field('lifecycle_stage', lifecycleStage, 'How far the lead has come, as the CRM has it.'),
  field('owner', text, 'Who owns the lead in sales.'),
  field('budget', dollars, "The lead's budget for the purchase, in US dollars."),
  field('authority', boolean, 'Whether the lead may decide about the purchase.'),
  field('need', text, 'What the lead said it needs.'),
  field('timeline', duration, 'How soon the lead wants to buy.'),
  field('consent', boolean, 'Whether the lead has agreed to be contacted.'),
];

const events: readonly EventType[] = [
  event('page_view', { url, title: text, duration }, 'The lead viewed a page of the web site.'),
  event('pricing_view', { url }, 'The lead viewed a pricing page.'),
  event('form_submit', { form: text }, 'The lead sent a form.'),
  event('demo_request', { product: text }, 'The lead asked for a demo.'),
  event('contact_request', {}, 'The lead asked to be contacted.'),
  event('trial_signup', { product: text }, 'The lead signed up for a trial.'),
  event('download', { asset: text, kind: text }, 'The lead downloaded something.'),
  event('whitepaper', { asset: text }, 'The lead downloaded a whitepaper.'),
  event('ebook', { asset: text }, 'The lead downloaded an e-book.'),
  event('case_study', { asset: text }, 'The lead downloaded or read a case study.'),
  event('webinar', { title: text, minutes: number }, 'The lead attended a webinar.'),
  event('webinar_registered', { title: text }, 'The lead registered for a webinar.'),
  event('demo_video', { title: text, duration }, 'The lead watched a demo video.'),
  event('email_open', { campaign: text }, 'The lead opened an e-mail.'),
  event('email_click', { campaign: text, url }, 'The lead clicked a link in an e-mail.'),
  event('email_reply', { campaign: text }, 'The lead replied to an e-mail.'),
  passiveEvent('unsubscribe', {}, 'The lead was unsubscribed from e-mails; no activity.'),
  event('meeting_booked', { kind: text }, 'The lead booked a meeting.'),
  event('chat', { topic: text }, 'The lead chatted with the company.'),
  passiveEvent('call', { outcome: text }, 'Sales called the lead; no activity.'),
  event('ad_click', { campaign: text }, 'The lead clicked an ad.'),
  event('social', { network: text, kind: text }, 'The lead did something on a social network, such as a like, a share or a follow.'),
  event('event_attended', { title: text }, 'The lead attended an event, such as a trade show.'),
  event('calculator_used', { name: text }, 'The lead used a calculator on the web site.'),
  event('feature_used', { feature: text }, 'The lead used a feature of the product.'),
  passiveEvent('invite_sent', {}, 'The lead was sent an invitation; no activity.'),
  passiveEvent('sales_accepted', {}, 'Sales accepted the lead; no activity.'),
  passiveEvent('sales_rejected', { reason: text }, 'Sales sent the lead back; no activity.'),
  passiveEvent('closed_won', {}, 'A deal with the lead was won; no activity.'),
  passiveEvent('closed_lost', {}, 'A deal with the lead was lost; no activity.'),
];

export const standardVocabulary: Vocabulary = { fields, events, missingTexts: [] };
