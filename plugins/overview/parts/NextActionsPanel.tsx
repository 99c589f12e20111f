import {Flex, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {useIntentLink} from 'sanity/router'
import type {NextAction} from '../../../core/diagnostics/nextActions.ts'
import {siteDocumentId, type SiteKey} from '../../../core/tenancy/documentId.ts'
import {overviewLocaleNamespace} from '../overviewLocale.ts'
import {SpacedList} from '../overviewStyles.ts'
import {CheckMark} from './CheckMark.tsx'
import {Panel} from './Panel.tsx'

const STANDINGS = {now: 'bad', soon: 'flawed', sometime: 'unknown'} as const

function SettingsLink(props: {site: SiteKey}) {
  const {t} = useTranslation(overviewLocaleNamespace)
  const params = {id: siteDocumentId(props.site), type: 'site'}
  const {href, onClick} = useIntentLink({intent: 'edit', params})
  return (
    <a href={href} onClick={onClick}>
      {t('actions.place.site')}
    </a>
  )
}

function ActionLine(props: {site: SiteKey; action: NextAction}) {
  const {check, reason, values, urgency, place} = props.action
  const {t} = useTranslation(overviewLocaleNamespace)
  return (
    <Flex as="li" data-action={check} gap={3}>
      <CheckMark label={t(`actions.urgency.${urgency}`)} standing={STANDINGS[urgency]} />
      <Stack flex={1} gap={2}>
        <Text size={1} weight="medium">
          {t(`action.${check}.${reason}`, values)}
        </Text>
        <Text muted size={1}>
          {place === 'site' ? (
            <SettingsLink site={props.site} />
          ) : place === 'records' ? (
            t(`check.${check}.${reason}`, values)
          ) : (
            t(`actions.place.${place}`)
          )}
        </Text>
      </Stack>
    </Flex>
  )
}

/** What a {@link NextActionsPanel} shows. */
export interface NextActionsPanelProps {
  site: SiteKey
  actions: readonly NextAction[]
  /** Whether the store answered and holds nothing of the site yet. */
  isEmpty: boolean
}

/** What is worth doing next, the most pressing first. */
export function NextActionsPanel(props: NextActionsPanelProps) {
  const {site, actions, isEmpty} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  return (
    <Panel title={t('actions.title')}>
      <SpacedList as="ol">
        {actions.map((action) => (
          <ActionLine action={action} key={action.check} site={site} />
        ))}
        {actions.length === 0 && (
          <Flex as="li" gap={3}>
            <CheckMark label={t('diagnostics.all-well')} standing="good" />
            <Text muted size={1}>
              {isEmpty ? t('actions.first-lead') : t('actions.none')}
            </Text>
          </Flex>
        )}
      </SpacedList>
    </Panel>
  )
}
