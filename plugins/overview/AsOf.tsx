import {RefreshIcon} from '@sanity/icons/Refresh'
import {WarningOutlineIcon} from '@sanity/icons/WarningOutline'
import {Flex, Text} from '@sanity/ui'
import {useDateTimeFormat, useTranslation} from 'sanity'
import {IconButton} from '../ui/IconButton.tsx'
import {overviewLocaleNamespace} from './overviewLocale.ts'

/** What an {@link AsOf} shows. */
export interface AsOfProps {
  /** Time of the numbers in milliseconds since 1970; 0 before the first answer. */
  answeredAt: number
  isAsking: boolean
  /** Whether the latest refresh failed. */
  isOutdated: boolean
  onRefresh: () => void
}

/** The time of the numbers, and a button that refreshes them. */
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
