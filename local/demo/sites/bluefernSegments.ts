import {all, any, lately, none, notLately, rule} from '../segmentRules.ts'
import type {DemoSegmentPlan} from '../siteProfile.ts'

/** Segments of the demo site Bluefern. */
export const bluefernSegments: readonly DemoSegmentPlan[] = [
  {
    id: 'angebote',
    title: 'Angebote nachfassen',
    description: 'Termin oder Angebot, und seit zwei Wochen kein Kontakt.',
    daysAgo: 119,
    by: 'editor',
    share: 0.126,
    who: () =>
      all(
        rule('status', 'anyOf', ['visit', 'offer']),
        rule('lastContactAt', 'moreThanAgo', {amount: 14, unit: 'day'}),
      ),
  },
  {
    id: 'leser',
    title: 'Liest den Newsletter',
    daysAgo: 160,
    by: 'admin',
    share: 0.02,
    who: () => all(rule('subscription', 'is', 'subscribed'), lately('email.opened', 2, 1, 'year')),
  },
  {
    id: 'hof',
    title: 'Innenhof und Dach',
    description: 'Wer sich für Außenflächen interessiert und uns schreiben darf.',
    daysAgo: 71,
    by: 'editor',
    share: 0.297,
    who: () =>
      all(
        any(
          rule('tags', 'anyOf', ['Innenhof', 'Dach']),
          rule('source.pageUrl', 'endsWith', '/innenhof'),
          rule('source.utm.campaign', 'is', 'dachgarten'),
        ),
        rule('consent.given', 'is', true),
      ),
  },
  {
    id: 'vertrag',
    title: 'Kunden ohne Pflegevertrag',
    description: 'Beauftragt, aber mit anderem oder unbekanntem Vertrag.',
    daysAgo: 52,
    by: 'admin',
    share: 0.094,
    who: () =>
      all(rule('status', 'is', 'ordered'), rule('customFields.plan', 'isNot', 'Pflegevertrag')),
  },
  {
    id: 'neu',
    title: 'Neue Anfragen ohne Newsletter',
    description: 'In den letzten 30 Tagen angefragt; im Angebot auf den Newsletter hinweisen.',
    daysAgo: 44,
    by: 'admin',
    share: 0.018,
    who: () =>
      all(
        rule('source.formId', 'is', 'contact'),
        rule('createdAt', 'inLast', {amount: 30, unit: 'day'}),
        rule('subscription', 'noneOf', ['pending', 'subscribed']),
      ),
  },
  {
    id: 'winter',
    title: 'Winterbrief: Auswahl',
    description: 'Leser und Außenflächen, ohne Architekturbüros und ohne Abgesagte.',
    daysAgo: 6,
    by: 'editor',
    share: 0.118,
    who: ({list, segment}) =>
      all(
        rule('segment', 'anyOf', [segment('leser'), segment('hof')]),
        rule('subscription', 'is', 'subscribed'),
        none(rule('lists', 'anyOf', [list('architekten')]), rule('status', 'is', 'declined')),
        notLately('email.complained', 1, 'year'),
      ),
  },
]
