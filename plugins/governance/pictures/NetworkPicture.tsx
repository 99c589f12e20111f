import {Box, Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {SYNC_STATES} from '../../../core/shopify/syncStatus.ts'
import {Choices} from '../../ui/Choices.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {Shares} from '../governanceStyles.ts'
import {STATUS_LOOKS} from '../statusLook.ts'
import type {NetworkFigures, SitesView} from '../table/sitesView.ts'

/** What a {@link NetworkPicture} shows, and how it narrows the table. */
export interface NetworkPictureProps {
  figures: NetworkFigures
  filter: SitesView['filter']
  onFilter: (filter: SitesView['filter']) => void
}

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

/** The network at a glance: its sites by status, which are filters too, and its customers. */
export function NetworkPicture(props: NetworkPictureProps) {
  const {figures, filter, onFilter} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const shares = SYNC_STATES.map((state) => ({state, count: figures.byState.get(state) ?? 0}))
  const filters = [
    {filter: 'all' as const, count: figures.sites},
    ...shares.map(({state, count}) => ({filter: state, count})),
    {filter: 'problem' as const, count: figures.problems},
    {filter: 'drift' as const, count: figures.drifted},
  ]
  const shown = filters.filter(
    ({filter: each, count}) => count > 0 || each === 'all' || each === filter,
  )
  return (
    <Card borderBottom paddingX={4} paddingY={3}>
      <Stack gap={3}>
        <Flex align="flex-end" gap={5} wrap="wrap">
          <Figure label={t('network.sites')} value={figures.sites} />
          <Figure label={t('network.customers')} value={figures.customers} />
          <Figure label={t('network.matched')} value={figures.matched} />
          {figures.unsaid > 0 && (
            <Text muted size={1}>
              {t('network.unsaid', {count: figures.unsaid})}
            </Text>
          )}
          <Box flex={1} style={{minWidth: 200}}>
            <Shares aria-hidden="true" data-testid="status-bar">
              {shares
                .filter(({count}) => count > 0)
                .map(({state, count}) => (
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
          {shown.map(({filter: each, count}) => (
            <Button
              aria-pressed={each === filter}
              fontSize={1}
              key={each}
              mode="bleed"
              onClick={() => onFilter(each)}
              padding={2}
              selected={each === filter}
              text={t('network.filter-count', {status: t(`status.${each}`), count})}
            />
          ))}
        </Choices>
      </Stack>
    </Card>
  )
}
