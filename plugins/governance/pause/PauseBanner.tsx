import {PauseIcon} from '@sanity/icons/Pause'
import {Card, Flex, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import type {SyncControl} from '../data/siteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'

/** Says that all syncs are paused, and why. */
export function PauseBanner({control}: {control: SyncControl}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const reason = control.reason?.trim()
  return (
    <Card
      as="output"
      borderBottom
      paddingX={4}
      paddingY={3}
      style={{display: 'block'}}
      tone="caution"
    >
      <Flex gap={3}>
        <Text size={1}>
          <PauseIcon />
        </Text>
        <Text size={1}>
          {reason ? t('pause.is-paused-because', {reason}) : t('pause.is-paused')}
        </Text>
      </Flex>
    </Card>
  )
}
