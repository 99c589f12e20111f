import {ArchiveIcon} from '@sanity/icons/Archive'
import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {PauseIcon} from '@sanity/icons/Pause'
import {Badge, Box, Flex, Text} from '@sanity/ui'
import {Tooltip} from '@sanity/ui/tooltip'
import type {ComponentType} from 'react'
import {useTranslation} from 'sanity'
import type {Site} from '../../core/sanity.types.generated.ts'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'

const LOOKS: Record<
  Site['status'],
  {icon: ComponentType; tone: 'positive' | 'caution' | 'default'}
> = {
  active: {icon: CheckmarkCircleIcon, tone: 'positive'},
  paused: {icon: PauseIcon, tone: 'caution'},
  archived: {icon: ArchiveIcon, tone: 'default'},
}

/** Whether the site takes part, as a badge with an icon and a word. */
export function SiteStatusMark(props: {status: Site['status']}) {
  const {t} = useTranslation(studioLocaleNamespace)
  const {icon: Icon, tone} = LOOKS[props.status]
  return (
    <Tooltip
      portal
      placement="bottom"
      content={
        <Box padding={2}>
          <Text size={1}>{t(`site-status.${props.status}.tooltip`)}</Text>
        </Box>
      }
    >
      <Badge tone={tone} data-testid="site-status">
        <Flex as="span" align="center" gap={1}>
          <Icon />
          {t(`site-status.${props.status}`)}
        </Flex>
      </Badge>
    </Tooltip>
  )
}
