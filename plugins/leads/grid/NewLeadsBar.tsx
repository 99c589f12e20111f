import {ArrowUpIcon} from '@sanity/icons/ArrowUp'
import {Button, Flex} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {arrivalCount, type Arrivals} from '../data/live/useLiveLeads.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'

/**
 * Says that leads came in, over the grid rather than in it, so that no row moves under the hand
 * until it is asked for.
 */
export function NewLeadsBar(props: {arrivals: Arrivals; onShow: () => void}) {
  const {t} = useTranslation(leadsLocaleNamespace)
  const count = arrivalCount(props.arrivals)
  return (
    <Flex
      as="output"
      justify="center"
      style={{left: 0, pointerEvents: 'none', position: 'absolute', right: 0, top: 48, zIndex: 3}}
    >
      {count > 0 && (
        <Button
          fontSize={1}
          icon={ArrowUpIcon}
          onClick={props.onShow}
          padding={3}
          radius="full"
          style={{boxShadow: '0 2px 8px rgb(0 0 0 / 25%)', pointerEvents: 'auto'}}
          text={`${t('live.new', {count})} — ${t('live.show')}`}
        />
      )}
    </Flex>
  )
}
