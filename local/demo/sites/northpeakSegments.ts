import {all, any, lately, none, rule} from '../segmentRules.ts'
import type {DemoSegmentPlan} from '../siteProfile.ts'

/** Segments of the demo site Northpeak. */
export const northpeakSegments: readonly DemoSegmentPlan[] = [
  {
    id: 'reserva',
    title: 'Con reserva pagada',
    description: 'Pagaron la reserva y todavía no viajan.',
    daysAgo: 97,
    by: 'admin',
    share: 0.07,
    who: () => all(rule('status', 'is', 'deposit')),
  },
  {
    id: 'lectores',
    title: 'Leen el boletín',
    daysAgo: 50,
    by: 'editor',
    share: 0.044,
    who: ({campaign}) =>
      all(
        rule('subscription', 'is', 'subscribed'),
        any(
          lately('email.opened', 2, 1, 'year'),
          all(
            rule('campaigns', 'anyOf', [campaign('primavera')]),
            lately('email.opened', 1, 90, 'day'),
          ),
        ),
      ),
  },
  {
    id: 'hielo',
    title: 'Hielo y altura',
    description: 'Para las salidas de enero: etiqueta, página o curso de hielo.',
    daysAgo: 83,
    by: 'editor',
    share: 0.31,
    who: () =>
      any(
        rule('tags', 'anyOf', ['hielo', 'altura']),
        rule('source.pageUrl', 'contains', 'aconcagua'),
        rule('source.utm.campaign', 'is', 'curso-hielo'),
      ),
  },
  {
    id: 'sinrespuesta',
    title: 'Consultas sin respuesta',
    description: 'Escribieron en los últimos tres meses y nadie los ha contactado.',
    daysAgo: 130,
    by: 'admin',
    share: 0.008,
    who: () =>
      all(
        rule('status', 'is', 'new'),
        rule('source.formId', 'is', 'contact'),
        rule('createdAt', 'inLast', {amount: 3, unit: 'month'}),
        rule('lastContactAt', 'isEmpty'),
      ),
  },
  {
    id: 'grupos',
    title: 'Viajaron sin guía privado',
    description: 'Otro plan, o ninguno anotado: candidatos para un guía privado.',
    daysAgo: 33,
    by: 'editor',
    share: 0.158,
    who: () =>
      all(rule('status', 'is', 'travelled'), rule('customFields.plan', 'isNot', 'Guía privado')),
  },
  {
    id: 'enero',
    title: 'Cumbres de enero',
    description: 'Hielo y altura o lectores, sin quienes ya pagaron o no quieren correos.',
    daysAgo: 4,
    by: 'editor',
    share: 0.34,
    who: ({list, segment}) =>
      all(
        any(
          rule('segment', 'anyOf', [segment('hielo'), segment('lectores')]),
          rule('lists', 'anyOf', [list('socios')]),
        ),
        none(
          rule('segment', 'anyOf', [segment('reserva')]),
          rule('subscription', 'anyOf', ['unsubscribed', 'bounced', 'complained', 'suppressed']),
        ),
      ),
  },
]
