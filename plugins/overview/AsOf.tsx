import {RefreshIcon} from '@sanity/icons/Refresh'
import {WarningOutlineIcon} from '@sanity/icons/WarningOutline'
import {Flex, Text} from '@sanity/ui'
import {useDateTimeFormat, useTranslation} from 'sanity'
import {IconButton} from '../ui/IconButton.tsx'
import {overviewLocaleNamespace} from './overviewLocale.ts'

/** What an {@link AsOf} shows. */
export interface AsOfProps {
  /** When the numbers were answered, in milliseconds; 0 while they were not. */
  answeredAt: number
  isAsking: boolean
  /** Whether asking again failed, so that the numbers are older than they could be. */
  isOutdated: boolean
  onRefresh: () => void
}

/** How old the numbers are, by the reader's own clock, and a button that asks for new ones. */
export function AsOf(props: AsOfProps) {
  const {answeredAt, isAsking, isOutdated, onRefresh} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  const format = useDateTimeFormat({timeStyle: 'short'})
  return (
    <Flex align="center" gap={2}>
      {answeredAt > 0 && (
        <Text muted size={1} style={{fontVariantNumeric: 'tabular-nums'}}>
          {isOutdated && <WarningOutlineIcon />}{' '}
          {isOutdated
            ? t('numbers.outdated')
            : t('numbers.as-of', {time: format.format(new Date(answeredAt))})}
        </Text>
      )}
      <IconButton
        icon={RefreshIcon}
        isDisabled={isAsking}
        label={t('numbers.refresh')}
        onClick={onRefresh}
      />
    </Flex>
  )
}
