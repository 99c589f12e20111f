import {useState} from 'react'
import {useDateTimeFormat, useTranslation} from 'sanity'
import {isMoment, knownTimeZone} from '../../ui/timeZone.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import type {LeadDetail} from '../data/useLead.ts'

type OptIn = NonNullable<LeadDetail['subscriber']>['doubleOptIn']

/** How far a double opt-in got: never asked, waiting, expired or confirmed, each with its time. */
export function DoubleOptInState(props: {state: OptIn; timeZone: string}) {
  const {state} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const timeZone = knownTimeZone(props.timeZone)
  const format = useDateTimeFormat({dateStyle: 'medium', timeStyle: 'short', timeZone})
  const [openedAt] = useState(() => Date.now())
  const write = (at: string) => (isMoment(at) ? format.format(new Date(at)) : at)
  if (!state) return t('consent.not-asked')
  if (state.confirmedAt) return t('consent.confirmed-at', {time: write(state.confirmedAt)})
  const isExpired = Date.parse(state.expiresAt) < openedAt
  return t(isExpired ? 'consent.expired-at' : 'consent.pending-until', {
    time: write(state.requestedAt),
    until: write(state.expiresAt),
  })
}
