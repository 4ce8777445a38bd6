/** The nine rules by hand: as one writes them at first, and as fast as plain objects allow. */
import type { BenchEvent, BenchLead } from './leads.ts';

export interface Answer {
  readonly id: string;
  readonly score: number;
  readonly sections: { readonly fit: number; readonly intent: number };
  readonly qualified: boolean;
  readonly excluded: boolean;
  readonly stages: { readonly mql: boolean };
}

const day = 86_400_000;

export function idiomatic(lead: BenchLead, events: readonly BenchEvent[], now: number): Answer {
  const count = (type: string, days: number): number =>
    events.filter((event) => event.type === type && event.at > now - days * day && event.at <= now).length;
  const excluded = lead.title.trim().toLowerCase().includes('student');
  const fit = (lead.employees >= 51 ? 15 : 0) + (lead.country === 'US' ? 10 : 0) + (['vp', 'c_level'].includes(lead.seniority) ? 20 : 0);
  const intent = 10 * count('webinar', 30)
    + Math.min(5 * count('page_view', 30), 25)
    + (count('whitepaper', 30) > 0 ? 20 : 0)
    + 40 * count('demo_request', 30)
    - 50 * count('unsubscribe', 90);
  const qualified = !excluded && lead.country === 'US' && lead.employees >= 50 && lead.employees <= 500;
  const score = fit + intent;
  return { id: lead.id, score, sections: { fit, intent }, qualified, excluded, stages: { mql: qualified && score > 50 } };
}

/** One pass, the widest window first, a switch on the type, nothing allocated but the answer. */
export function optimal(lead: BenchLead, events: readonly BenchEvent[], now: number): Answer {
  const after30 = now - 30 * day;
  const after90 = now - 90 * day;
  let webinars = 0;
  let views = 0;
  let papers = 0;
  let demos = 0;
  let unsubscribed = 0;
  for (let index = 0; index < events.length; index += 1) {
    const event = events[index]!;
    const at = event.at;
    if (at <= after90 || at > now) continue;
    switch (event.type) {
      case 'page_view':
        if (at > after30) views += 1;
        break;
      case 'webinar':
        if (at > after30) webinars += 1;
        break;
      case 'whitepaper':
        if (at > after30) papers += 1;
        break;
      case 'demo_request':
        if (at > after30) demos += 1;
        break;
      case 'unsubscribe':
        unsubscribed += 1;
        break;
    }
  }
  const excluded = lead.title.toLowerCase().includes('student');
  const isUs = lead.country === 'US';
  const fit = (lead.employees >= 51 ? 15 : 0) + (isUs ? 10 : 0) + (lead.seniority === 'vp' || lead.seniority === 'c_level' ? 20 : 0);
  const intent = 10 * webinars + Math.min(5 * views, 25) + (papers > 0 ? 20 : 0) + 40 * demos - 50 * unsubscribed;
  const qualified = !excluded && isUs && lead.employees >= 50 && lead.employees <= 500;
  const score = fit + intent;
  return { id: lead.id, score, sections: { fit, intent }, qualified, excluded, stages: { mql: qualified && score > 50 } };
}
