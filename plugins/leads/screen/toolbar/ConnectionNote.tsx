import {SyncIcon} from '@sanity/icons/Sync'
import {Flex, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import type {Connection} from '../../../ui/changeStream.ts'

/** Says quietly when the grid is not told of changes; says nothing while all is well. */
export function ConnectionNote(props: {connection: Connection}) {
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <output>
      {props.connection === 'lost' && (
        <Flex align="center" gap={2}>
          <Text muted size={1}>
            <SyncIcon />
          </Text>
          <Text muted size={1}>
            {t('live.lost')}
          </Text>
        </Flex>
      )}
    </output>
  )
}
