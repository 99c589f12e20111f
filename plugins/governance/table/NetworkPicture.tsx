import {Box, Card, Flex, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {Choices} from '../../ui/Choices.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {Shares} from '../governanceStyles.ts'
import {ChoiceButtons} from '../parts.tsx'
import {STATUS_LOOKS} from '../SyncStatusBadge.tsx'
import type {NetworkFigures, SitesView} from './sitesView.ts'

function Figure(props: {value: number; label: string}) {
  return (
    <Stack gap={2}>
      <Text size={3} style={{fontVariantNumeric: 'tabular-nums'}} weight="semibold">
        {props.value.toLocaleString('en')}
      </Text>
      <Text muted size={1}>
        {props.label}
      </Text>
    </Stack>
  )
}

/** The network at a glance: its customers, and its sites by status as filters. */
export function NetworkPicture(props: {
  figures: NetworkFigures
  filter: SitesView['filter']
  onFilter: (filter: SitesView['filter']) => void
}) {
  const {figures, filter, onFilter} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const counts = new Map<SitesView['filter'], number>([
    ['all', figures.sites],
    ...figures.byState,
    ['problem', figures.problems],
    ['drift', figures.drifted],
  ])
  const countOf = (each: SitesView['filter']) => counts.get(each) ?? 0
  const shown = [...counts.keys()].filter(
    (each) => countOf(each) > 0 || each === 'all' || each === filter,
  )
  return (
    <Card borderBottom paddingX={4} paddingY={3}>
      <Stack gap={3}>
        <Flex align="flex-end" gap={5} wrap="wrap">
          <Figure label={t('network.sites')} value={figures.sites} />
          <Figure label={t('network.customers')} value={figures.customers} />
          <Figure label={t('network.matched')} value={figures.matched} />
          {figures.withoutTotal > 0 && (
            <Text muted size={1}>
              {t('network.without-total', {count: figures.withoutTotal})}
            </Text>
          )}
          <Box flex={1} style={{minWidth: 200}}>
            <Shares aria-hidden="true" data-testid="status-bar">
              {[...figures.byState]
                .filter(([, count]) => count > 0)
                .map(([state, count]) => (
                  <span
                    key={state}
                    style={{
                      background: `var(--card-badge-${STATUS_LOOKS[state].tone}-dot-color)`,
                      flexGrow: count,
                    }}
                    title={`${t(`status.${state}`)}: ${count}`}
                  />
                ))}
            </Shares>
          </Box>
        </Flex>
        <Choices aria-label={t('network.filter')}>
          <ChoiceButtons
            onChoose={onFilter}
            textOf={(each) =>
              t('network.filter-count', {status: t(`status.${each}`), count: countOf(each)})
            }
            value={filter}
            values={shown}
          />
        </Choices>
      </Stack>
    </Card>
  )
}
