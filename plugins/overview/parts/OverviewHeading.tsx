import {ArchiveIcon} from '@sanity/icons/Archive'
import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {PauseIcon} from '@sanity/icons/Pause'
import {Card, Flex, Heading, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import type {Check} from '../../../core/diagnostics/check.ts'
import type {Site} from '../../../core/sanity.types.generated.ts'
import {IconBadge} from '../../ui/IconBadge.tsx'
import type {Connection} from '../../ui/changeStream.ts'
import {overviewLocaleNamespace} from '../overviewLocale.ts'
import {AsOf} from './AsOf.tsx'
import {ConnectionMark} from './ConnectionMark.tsx'
import {HostLinks} from './HostLinks.tsx'
import {IsolationBadge} from './IsolationBadge.tsx'

/** What an {@link OverviewHeading} shows. */
export interface OverviewHeadingProps {
  site: Site
  isolation: Check | undefined
  connection: Connection
  /** When the numbers were answered, in milliseconds; 0 while they were not. */
  answeredAt: number
  isAsking: boolean
  isOutdated: boolean
  onRefresh: () => void
}

const STATUS_LOOKS = {
  active: {icon: CheckmarkCircleIcon, tone: 'positive'},
  paused: {icon: PauseIcon, tone: 'caution'},
  archived: {icon: ArchiveIcon, tone: 'default'},
} as const

/** The line over the page: which site, where it lives, how it stands, and how fresh the page is. */
export function OverviewHeading(props: OverviewHeadingProps) {
  const {site, isolation, connection, ...numbers} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  return (
    <Card borderBottom paddingX={4} paddingY={2}>
      <Flex align="center" gap={4} style={{minHeight: 35}} wrap="wrap">
        <Heading as="h1" size={0}>
          {t('tool.title')}
        </Heading>
        <Flex align="center" flex={1} gap={3} style={{minWidth: 0}} wrap="wrap">
          <Text size={1} weight="medium">
            {site.title}
          </Text>
          <IconBadge {...STATUS_LOOKS[site.status]} text={t(`site.status.${site.status}`)} />
          <IsolationBadge check={isolation} />
          <HostLinks hosts={site.hosts ?? []} publicUrl={site.publicUrl} />
        </Flex>
        <ConnectionMark connection={connection} />
        <AsOf {...numbers} />
      </Flex>
    </Card>
  )
}
