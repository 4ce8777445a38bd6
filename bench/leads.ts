/** Leads and events for the bench: the same for every contender and in every run. */

export interface BenchLead {
  readonly id: string;
  readonly country: string;
  readonly employees: number;
  readonly seniority: string;
  readonly title: string;
}

export interface BenchEvent {
  readonly type: string;
  readonly at: number;
}

export interface BenchData {
  readonly leads: readonly BenchLead[];
  /** Of the lead of the same index, in no order. */
  readonly events: readonly (readonly BenchEvent[])[];
  readonly now: number;
}

const day = 86_400_000;
const countries = ['US', 'US', 'US', 'DE', 'GB', 'FR', 'IN', 'CA'];
const seniorities = ['manager', 'senior', 'director', 'vp', 'c_level', 'entry'];
const titles = ['VP of Sales', 'head of growth', 'Student', 'Marketing manager', 'CTO', 'Sales assistant', 'student assistant', 'Owner'];
/** Page views and e-mails are most of what happens. */
const types = [
  'page_view', 'page_view', 'page_view', 'page_view', 'email_open', 'email_open', 'email_open', 'email_click', 'webinar', 'webinar_registered', 'whitepaper', 'form_submit', 'demo_request', 'unsubscribe', 'chat', 'ad_click',
];

export function benchData(count: number): BenchData {
  let state = 20_260_101;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * limit);
  };
  const pick = <Choice>(choices: readonly Choice[]): Choice => choices[below(choices.length)]!;
  const now = Date.UTC(2026, 0, 1);
  const leads: BenchLead[] = [];
  const events: (readonly BenchEvent[])[] = [];
  for (let index = 0; index < count; index += 1) {
    const lead = { id: String(index), country: pick(countries), employees: below(700), seniority: pick(seniorities), title: pick(titles) };
    const ofLead = Array.from({ length: below(61) }, () => ({ type: pick(types), at: now - below(365 * day) }));
    // As a program gets them: read from JSON, each text of its own.
    leads.push(JSON.parse(JSON.stringify(lead)) as BenchLead);
    events.push(JSON.parse(JSON.stringify(ofLead)) as BenchEvent[]);
  }
  return { leads, events, now };
}
