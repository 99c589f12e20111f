import {Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {AbsoluteTime} from '../../ui/AbsoluteTime.tsx'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import type {LeadDetail} from '../data/useLead.ts'

type Step = NonNullable<LeadDetail['subscriber']>['consentHistory'][number]

/** Each step of a subscription's consent, newest first, in the zone it was given in. */
export function ConsentHistory(props: {history: readonly Step[]; timeZone: string}) {
  const {t} = useTranslation(leadsLocaleNamespace)
  const steps = props.history.toSorted((left, right) => (left.at < right.at ? 1 : -1))
  return (
    <Stack gap={3}>
      <Text as="h4" muted size={1} weight="medium">
        {t('consent.history')}
      </Text>
      <Stack as="ol" gap={3} style={{listStyle: 'none', margin: 0, padding: 0}}>
        {steps.map((step) => (
          <Stack as="li" gap={2} key={step._key}>
            <Text size={1}>
              {t(`consent.event-${step.event}`)} {step.method && t(`consent.method-${step.method}`)}
              {step.textId &&
                ` · ${t('consent.version-value', {id: step.textId, version: step.textVersion})}`}
            </Text>
            <Text muted size={1}>
              <AbsoluteTime at={step.at} showZone timeZone={step.timeZone ?? props.timeZone} />
            </Text>
          </Stack>
        ))}
      </Stack>
    </Stack>
  )
}
