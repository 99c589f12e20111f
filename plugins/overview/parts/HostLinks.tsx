import {LaunchIcon} from '@sanity/icons/Launch'
import {Flex, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {overviewLocaleNamespace} from '../overviewLocale.ts'

/** What {@link HostLinks} show. */
export interface HostLinksProps {
  hosts: readonly string[]
  /** Where the first host is reached; on a local stack its demo page. */
  publicUrl: string
}

/** The public hosts of a site, each as a link to it. */
export function HostLinks(props: HostLinksProps) {
  const {hosts, publicUrl} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  if (hosts.length === 0) {
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
