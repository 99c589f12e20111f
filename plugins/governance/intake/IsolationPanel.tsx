import {LockIcon} from '@sanity/icons/Lock'
import {UnknownIcon} from '@sanity/icons/Unknown'
import {WarningOutlineIcon} from '@sanity/icons/WarningOutline'
import {Box, Flex, Skeleton, Stack, Text} from '@sanity/ui'
import {useQuery} from '@tanstack/react-query'
import {Virtuoso} from 'react-virtuoso'
import {useTranslation} from 'sanity'
import {IconBadge} from '../../ui/IconBadge.tsx'
import {Panel} from '../../ui/Panel.tsx'
import type {SyncRow} from '../data/siteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {declaredIsolation} from './declaredIsolation.ts'

const LOOKS = {
  isolated: {icon: LockIcon, tone: 'positive'},
  open: {icon: WarningOutlineIcon, tone: 'critical'},
  unknown: {icon: UnknownIcon, tone: 'default'},
} as const

const ROW_HEIGHT = 48
const MOST_HEIGHT = 480

function IsolationRow({row, neighbour}: {row: SyncRow; neighbour: string | null}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const {data, isError} = useQuery({
    queryKey: ['leads', 'sync', 'isolation', row.key, neighbour],
    queryFn: () => declaredIsolation(row.key, neighbour),
    staleTime: Infinity,
  })
  const status = isError ? 'unknown' : data?.status
  const why = data && t(`isolation.why.${data.status === 'unknown' ? data.why : data.status}`)
  return (
    <Flex align="center" gap={3} paddingX={4} style={{height: ROW_HEIGHT}}>
      <Box flex={1}>
        <Text size={1} textOverflow="ellipsis">
          {row.title}
        </Text>
      </Box>
      {status === undefined ? (
        <Skeleton animated style={{height: 16, width: 90}} />
      ) : (
        <span title={why}>
          <IconBadge {...LOOKS[status]} text={t(`isolation.${status}`)} />
        </span>
      )}
    </Flex>
  )
}

/** Whether the declared roles of each site are isolated from other sites. */
export function IsolationPanel({rows}: {rows: readonly SyncRow[]}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const neighbourOf = (key: string) => rows.find((row) => row.key !== key)?.key ?? null
  const item = (_: number, row: SyncRow) => (
    <IsolationRow neighbour={neighbourOf(row.key)} row={row} />
  )
  return (
    <Panel description={t('isolation.description')} title={t('isolation.title')}>
      <Stack gap={3} paddingY={3}>
        <Virtuoso
          aria-label={t('isolation.title')}
          data={rows}
          itemContent={item}
          style={{height: Math.min(MOST_HEIGHT, Math.max(1, rows.length) * ROW_HEIGHT)}}
        />
        <Box paddingX={4}>
          <Text muted size={1}>
            {t('isolation.note')}
          </Text>
        </Box>
      </Stack>
    </Panel>
  )
}
