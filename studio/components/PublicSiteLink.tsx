import {LaunchIcon} from '@sanity/icons/Launch'
import {Box, Button, Text} from '@sanity/ui'
import {Tooltip} from '@sanity/ui/tooltip'
import {useTranslation} from 'sanity'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'

/** Opens the public site in another tab. */
export function PublicSiteLink(props: {url: string}) {
  const {t} = useTranslation(studioLocaleNamespace)
  if (!URL.canParse(props.url)) return null
  const {host} = new URL(props.url)
  return (
    <Tooltip
      portal
      placement="bottom"
      content={
        <Box padding={2}>
          <Text size={1}>{t('navbar.public-site.tooltip', {host})}</Text>
        </Box>
      }
    >
      <Button
        as="a"
        href={props.url}
        target="_blank"
        rel="noreferrer"
        mode="bleed"
        fontSize={1}
        padding={2}
        gap={2}
        text={host}
        iconRight={LaunchIcon}
        data-testid="public-site"
      />
    </Tooltip>
  )
}
