import {LaunchIcon} from '@sanity/icons/Launch'
import {LockIcon} from '@sanity/icons/Lock'
import {UnknownIcon} from '@sanity/icons/Unknown'
import {WarningOutlineIcon} from '@sanity/icons/WarningOutline'
import {type BadgeTone, Box, Card, Flex, Heading, Text} from '@sanity/ui'
import {Tooltip} from '@sanity/ui/tooltip'
import type {ComponentType} from 'react'
import {useTranslation} from 'sanity'
import type {Check} from '../../core/diagnostics/check.ts'
import type {Site} from '../../core/sanity.types.generated.ts'
import type {Connection} from '../ui/changeStream.ts'
import {IconBadge} from '../ui/IconBadge.tsx'
import {SiteStatusBadge} from '../ui/SiteStatusBadge.tsx'
import {AsOf, type AsOfProps} from './AsOf.tsx'
import {overviewLocaleNamespace} from './overviewLocale.ts'

/** What an {@link OverviewHeading} shows. */
export interface OverviewHeadingProps extends AsOfProps {
  site: Site
  isolation: Check | undefined
  connection: Connection
}

/** The heading: the site with its status and hosts, and how fresh the page is. */
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
          <SiteStatusBadge status={site.status} />
          <IsolationBadge check={isolation} />
          <HostLinks site={site} />
        </Flex>
        <ConnectionMark connection={connection} />
        <AsOf {...numbers} />
      </Flex>
    </Card>
  )
}

const DOTS: Record<Connection, string> = {
  connecting: 'var(--card-badge-default-dot-color)',
  live: 'var(--card-badge-positive-dot-color)',
  lost: 'var(--card-badge-caution-dot-color)',
}

/** Whether the page receives changes. */
function ConnectionMark({connection}: {connection: Connection}) {
  const {t} = useTranslation(overviewLocaleNamespace)
  return (
    <Flex align="center" as="output" gap={2}>
      <span
        aria-hidden="true"
        style={{background: DOTS[connection], borderRadius: 4, height: 7, width: 7}}
      />
      <Text muted size={1}>
        {t(`live.${connection}`)}
      </Text>
    </Flex>
  )
}

/** The public hosts of a site, each as a link to it; on a local stack the first leads to its demo page. */
function HostLinks({site}: {site: Site}) {
  const {hosts, publicUrl} = site
  const {t} = useTranslation(overviewLocaleNamespace)
  if (!hosts?.length) {
    return (
      <Text muted size={1}>
        {t('site.no-hosts')}
      </Text>
    )
  }
  return (
    <Flex gap={3} wrap="wrap">
      {hosts.map((host, index) => (
        <Text key={host} muted size={1}>
          <a
            href={index === 0 ? publicUrl : `https://${host}`}
            rel="noreferrer"
            target="_blank"
            title={t('site.open-host', {host})}
          >
            {host}
            {'\u00a0'}
            <LaunchIcon />
          </a>
        </Text>
      ))}
    </Flex>
  )
}

type Look = {key: string; icon: ComponentType; tone: BadgeTone}

const ISOLATED: Look = {key: 'isolation.isolated', icon: LockIcon, tone: 'positive'}
const OPEN: Look = {key: 'isolation.open', icon: WarningOutlineIcon, tone: 'critical'}
const UNKNOWN: Look = {key: 'isolation.unknown', icon: UnknownIcon, tone: 'default'}

/**
 * Whether this user's grants are limited to this site. It says "isolated" only after a check; for network
 * administrators, who reach every site, it shows a milder tone.
 */
function IsolationBadge({check}: {check: Check | undefined}) {
  const {t} = useTranslation(overviewLocaleNamespace)
  const open = check?.state === 'degraded' || check?.reason === 'administrator'
  const look = check?.state === 'ok' ? ISOLATED : open ? OPEN : UNKNOWN
  const tone = check?.reason === 'administrator' ? 'caution' : look.tone
  const reason = check ? t(`check.${check.id}.${check.reason}`, check.values) : ''
  return (
    <Tooltip
      content={
        <Box padding={2} style={{maxWidth: 280}}>
          <Text size={1}>{reason}</Text>
        </Box>
      }
      placement="bottom"
      portal
    >
      <span data-testid="isolation-badge" style={{display: 'inline-flex'}}>
        <IconBadge icon={look.icon} text={t(look.key)} tone={tone} />
        <span hidden>{reason}</span>
      </span>
    </Tooltip>
  )
}
