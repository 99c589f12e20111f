import {Flex, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import type {Connection} from '../../ui/changeStream.ts'
import {overviewLocaleNamespace} from '../overviewLocale.ts'

const DOTS: Record<Connection, string> = {
  connecting: 'var(--card-badge-default-dot-color)',
  live: 'var(--card-badge-positive-dot-color)',
  lost: 'var(--card-badge-caution-dot-color)',
}

/** Whether the page follows what happens. */
export function ConnectionMark(props: {connection: Connection}) {
  const {connection} = props
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
