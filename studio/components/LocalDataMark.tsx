import {EnvelopeIcon} from '@sanity/icons/Envelope'
import {Badge, Box, Flex, Text} from '@sanity/ui'
import {Tooltip} from '@sanity/ui/tooltip'
import {useTranslation} from 'sanity'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'

/** Says that all data is on this machine, and leads to the mail that was sent here. */
export function LocalDataMark(props: {mailPageUrl: string | null}) {
  const {mailPageUrl} = props
  const {t} = useTranslation(studioLocaleNamespace)
  const tooltip = mailPageUrl
    ? t('navbar.local-data.tooltip')
    : t('navbar.local-data.tooltip-plain')
  const label = t('navbar.local-data')
  return (
    <Tooltip
      portal
      placement="bottom"
      content={
        <Box padding={2}>
          <Text size={1}>{tooltip}</Text>
        </Box>
      }
    >
      {mailPageUrl ? (
        <Badge
          as="a"
          href={mailPageUrl}
          target="_blank"
          rel="noreferrer"
          tone="primary"
          data-testid="local-data"
        >
          <Flex as="span" align="center" gap={1}>
            <EnvelopeIcon />
            {label}
          </Flex>
        </Badge>
      ) : (
        <Badge tone="primary" data-testid="local-data">
          {label}
        </Badge>
      )}
    </Tooltip>
  )
}
