import {Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {useIntentLink} from 'sanity/router'
import type {NextAction} from '../../../core/diagnostics/nextActions.ts'
import {siteDocumentId, type SiteKey} from '../../../core/tenancy/documentId.ts'
import {overviewLocaleNamespace} from '../overviewLocale.ts'
import {SpacedList} from '../overviewStyles.ts'
import {CheckMark} from './CheckMark.tsx'
import {Panel} from './Panel.tsx'

const TONES = {now: 'critical', soon: 'caution', sometime: 'default'} as const

function SettingsLink(props: {site: SiteKey}) {
  const {t} = useTranslation(overviewLocaleNamespace)
  const params = {id: siteDocumentId(props.site), type: 'site'}
  const {href, onClick} = useIntentLink({intent: 'edit', params})
  return (
    <Flex>
      <Button
        as="a"
        fontSize={1}
        href={href}
        mode="ghost"
        onClick={onClick}
        padding={2}
        text={t('actions.place.site')}
      />
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
        {actions.map(({check, reason, values, urgency, place}) => (
          <Card
            as="li"
            border
            data-action={check}
            key={check}
            padding={3}
            radius={2}
            tone={TONES[urgency]}
          >
            <Stack gap={3}>
              <Text size={1} weight="medium">
                {t(`action.${check}.${reason}`, values)}
              </Text>
              {place === 'site' ? (
                <SettingsLink site={site} />
              ) : (
                <Text muted size={1}>
                  {place === 'records'
                    ? t(`check.${check}.${reason}`, values)
                    : t(`actions.place.${place}`)}
                </Text>
              )}
            </Stack>
          </Card>
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
