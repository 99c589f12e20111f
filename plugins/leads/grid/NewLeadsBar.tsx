import {ArrowUpIcon} from '@sanity/icons/ArrowUp'
import {Button, Flex} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {arrivalCount, type Arrivals} from '../data/live/useLiveLeads.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'

/** The number of new leads, shown over the grid: no row moves until the user asks for them. */
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
