/** What CRMs and their users call the names of the standard vocabulary: proposed where such a word names nothing. Language reference, section 8. */
import { nearest } from '../diagnostics/did-you-mean.ts';

const table: Readonly<Record<string, string>> = {
  email: 'e-mail, email address, work email, business email, mail',
  country: 'nation, country code, country region, billing country, company country, ip country',
  region: 'state, province, state region, territory, sales region',
  city: 'town, billing city',
  company: 'company name, account, account name, organization, organisation, employer, business name',
  industry: 'vertical, sector, industry sector',
  employees: 'number of employees, num employees, employee count, company size, company employees, headcount, head count',
  revenue: 'annual revenue, yearly revenue, company revenue, turnover, annual turnover, sales volume, arr',
  founded: 'year founded, founded year, founding year, founding date, year of foundation',
  tech_stack: 'technologies, technology, technographics, tools, web technologies, installed technologies',
  funding_date: 'last funding date, last funding, funded, recent funding, last round',
  title: 'job title, position, role, job role, job position',
  department: 'job function, function, division, business unit',
  seniority: 'job level, job seniority, management level, seniority level',
  persona: 'buyer persona, job persona',
  source: 'lead source, original source, analytics source, hs analytics source, acquisition source, first touch, origin, utm source',
  campaign: 'utm campaign, campaign name, original campaign',
  channel: 'utm medium, marketing channel, lead channel',
  created: 'create date, created at, created date, creation date, date created, created on',
  lifecycle_stage: 'lifecycle, lead status, lead stage, contact stage, funnel stage, life cycle stage',
  owner: 'lead owner, contact owner, hubspot owner id, account owner, owner id, sales rep',
  budget: 'project budget, budget amount',
  authority: 'decision maker, is decision maker, can decide',
  need: 'pain, pain point, use case, needs',
  timeline: 'time frame, timeframe, purchase timeframe, buying timeline, time to buy',
  consent: 'opt in, opted in, email opt in, gdpr consent, marketing consent, subscribed',
  page_view: 'page visit, page visited, web visit, website visit, web page visit, visits web page, visit web page, visit, visited, viewed page, view page, session, pageviews, web activity',
  pricing_view: 'pricing page, pricing page view, pricing page visit, viewed pricing, visited pricing, pricing, pricing visit',
  form_submit: 'form submission, form fill, form filled, fills out form, fill out form, filled out form, submitted form, submit form, form',
  demo_request: 'request demo, requested demo, demo requested, demo booked, book demo, booked demo, demo form, requests demo',
  contact_request: 'contact us, contact sales, contact form, inquiry, enquiry, hand raise, hand raiser',
  trial_signup: 'free trial, trial, trial start, trial started, started trial, signup, sign up, start trial, free trial signup',
  download: 'content download, asset download, downloaded, downloaded content, file download',
  whitepaper: 'white paper, whitepaper download, white paper download, downloaded whitepaper',
  ebook: 'e-book, ebook download, downloaded ebook',
  case_study: 'case study download, case studies, customer story, success story',
  webinar: 'webinar attended, attended webinar, webinar attendance, attends webinar, webinar attendee',
  webinar_registered: 'webinar registration, registered webinar, registered for webinar, webinar signup',
  demo_video: 'watched demo, demo watched, product video, video, video view, video watched, watched video',
  email_open: 'open email, opens email, opened email, email opened, opened, open, marketing email opened',
  email_click: 'click email, clicks email, clicked email, email clicked, clicks link in email, clicked link in email, clicked link, click, email link clicked',
  email_reply: 'replied email, replies email, email replied, email response, reply',
  unsubscribe: 'unsubscribed, unsubscribes email, email unsubscribed, opt out, opted out',
  meeting_booked: 'booked meeting, meeting, meeting scheduled, scheduled meeting, book meeting, meeting set, appointment',
  chat: 'live chat, chat started, chat conversation, conversation, chatbot, drift chat',
  call: 'phone call, call logged, sales call, outbound call',
  ad_click: 'clicked ad, ad clicked, click ad, paid click, advertisement click, ppc',
  social: 'social media, social engagement, linkedin, social like, social share, social follow',
  event_attended: 'trade show, tradeshow, conference, attended event, attends event, event attendance, booth visit',
  calculator_used: 'calculator, roi calculator, used calculator, pricing calculator',
  feature_used: 'used feature, feature usage, product usage, feature, feature adopted',
  invite_sent: 'sent invite, invited, invitation, invitation sent',
  sales_accepted: 'sal, accepted by sales, accepted, sales accepted lead',
  sales_rejected: 'rejected by sales, rejected, recycled, sales rejected lead, disqualified by sales',
  closed_won: 'won, deal won, closed deal, customer won',
  closed_lost: 'lost, deal lost, customer lost',
};

function folded(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}

/** Other names, without case and blanks, and the standard name that each is for. */
const standardNames: ReadonlyMap<string, string> = new Map(
  Object.entries(table).flatMap(([name, others]) => others.split(',').map((other): [string, string] => [folded(other), name])),
);

/** What CRMs call a standard name. */
export function otherNamesOf(name: string): readonly string[] {
  return Object.hasOwn(table, name) ? table[name]!.split(', ') : [];
}

/**
 * The names of `candidates` that `word` may have meant: the one that CRMs call so, or those that are spelt nearly so, at most three.
 * A plural is the word itself.
 */
export function namesMeant(word: string, candidates: Iterable<string>): string[] {
  const names = [...candidates];
  const wanted = folded(word);
  const known = standardNames.get(wanted) ?? (wanted.endsWith('s') ? standardNames.get(wanted.slice(0, -1)) : undefined);
  const exact = names.filter((name) => folded(name) === wanted || `${folded(name)}s` === wanted);
  if (exact.length > 0) return exact.slice(0, 1);
  return known !== undefined && names.includes(known) ? [known] : nearest(word, names);
}

/** The name of `candidates` that two words together are: spelt apart, in the plural, or as CRMs call it. */
export function nameMeantBy(words: string, candidates: Iterable<string>): string | undefined {
  const wanted = folded(words);
  const singular = wanted.endsWith('s') ? wanted.slice(0, -1) : wanted;
  const names = [...candidates];
  const known = standardNames.get(wanted) ?? standardNames.get(singular);
  return names.find((name) => folded(name) === wanted) ?? names.find((name) => folded(name) === singular) ?? (known !== undefined && names.includes(known) ? known : undefined);
}
