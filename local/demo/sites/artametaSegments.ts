import {all, any, lately, none, notLately, rule} from '../segmentRules.ts'
import type {DemoSegmentPlan} from '../siteProfile.ts'

/** Segments of the demo site Artameta. */
export const artametaSegments: readonly DemoSegmentPlan[] = [
  {
    id: 'readers',
    title: 'Regular readers',
    description: 'Who reads what we send. Ask them first when a story needs a voice.',
    daysAgo: 141,
    by: 'editor',
    share: 0.0054,
    who: () => all(rule('subscription', 'is', 'subscribed'), lately('email.opened', 2, 90, 'day')),
  },
  {
    id: 'warm',
    title: 'Galleries in talks',
    description: 'Galleries and museums with an open conversation that somebody touched lately.',
    daysAgo: 88,
    by: 'editor',
    share: 0.0337,
    who: () =>
      all(
        rule('status', 'anyOf', ['contacted', 'qualified', 'proposal']),
        any(
          rule('customFields.industry', 'anyOf', ['Gallery', 'Museum', 'Auction house']),
          all(rule('tags', 'anyOf', ['art fair', 'vip']), rule('company', 'isKnown')),
        ),
        rule('lastActivityAt', 'inLast', {amount: 90, unit: 'day'}),
      ),
  },
  {
    id: 'waiting',
    title: 'Waiting for an answer',
    description: 'Asked for a demo and nobody wrote back. Should be empty on Friday.',
    daysAgo: 203,
    by: 'admin',
    share: 0.0246,
    who: () =>
      all(
        rule('source.formId', 'is', 'contact'),
        rule('status', 'is', 'new'),
        rule('createdAt', 'moreThanAgo', {amount: 2, unit: 'day'}),
        rule('activity.email.sent', 'didNotHappen', {}),
      ),
  },
  {
    id: 'upgrade',
    title: 'Customers below Institution',
    description: 'Customers on a smaller plan, or whose plan we never wrote down.',
    daysAgo: 64,
    by: 'admin',
    share: 0.0746,
    who: () => all(rule('status', 'is', 'won'), rule('customFields.plan', 'isNot', 'Institution')),
  },
  {
    id: 'asleep',
    title: 'Gone quiet',
    description: 'Still subscribed, long on the list, and has not opened anything in half a year.',
    daysAgo: 37,
    by: 'editor',
    share: 0.1391,
    who: () =>
      all(
        rule('subscription', 'is', 'subscribed'),
        rule('createdAt', 'moreThanAgo', {amount: 12, unit: 'month'}),
        notLately('email.opened', 6, 'month'),
      ),
  },
  {
    id: 'preview',
    title: 'Preview evening: whom to invite',
    description:
      'The collectors circle, and of those in talks and of the readers the promising ones.',
    daysAgo: 9,
    by: 'editor',
    share: 0.0657,
    who: ({list, segment}) =>
      all(
        any(
          rule('lists', 'anyOf', [list('vip')]),
          all(
            rule('segment', 'anyOf', [segment('warm'), segment('readers')]),
            rule('score', 'atLeast', 30),
          ),
        ),
        none(
          rule('lists', 'anyOf', [list('press')]),
          rule('subscription', 'anyOf', ['unsubscribed', 'bounced', 'complained', 'suppressed']),
        ),
      ),
  },
]
