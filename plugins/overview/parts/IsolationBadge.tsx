import {LockIcon} from '@sanity/icons/Lock'
import {UnknownIcon} from '@sanity/icons/Unknown'
import {WarningOutlineIcon} from '@sanity/icons/WarningOutline'
import {Box, Text, type BadgeTone} from '@sanity/ui'
import {Tooltip} from '@sanity/ui/tooltip'
import type {ComponentType} from 'react'
import {useTranslation} from 'sanity'
import type {Check} from '../../../core/diagnostics/check.ts'
import {IconBadge} from '../../ui/IconBadge.tsx'
import {overviewLocaleNamespace} from '../overviewLocale.ts'

type Look = {key: string; icon: ComponentType; tone: BadgeTone}

const ISOLATED: Look = {key: 'isolation.isolated', icon: LockIcon, tone: 'positive'}
const OPEN: Look = {key: 'isolation.open', icon: WarningOutlineIcon, tone: 'critical'}
const UNKNOWN: Look = {key: 'isolation.unknown', icon: UnknownIcon, tone: 'default'}

/**
 * Whether this user is kept to this site. It says "isolated" only when that was found out; an
 * administrator of the network is told apart from a project that does not keep its sites apart.
 */
export function IsolationBadge(props: {check: Check | undefined}) {
  const {check} = props
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
