import {RetryIcon} from '@sanity/icons/Retry'
import {Button, Card, Flex, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'

/** Below the grid when a further page could not be loaded; the rows above stay usable. */
export function MoreFailed(props: {onRetry: () => void}) {
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <Card borderTop padding={2} role="alert" tone="critical">
      <Flex align="center" gap={3} justify="center">
        <Text size={1}>{t('grid.more-failed')}</Text>
        <Button
          fontSize={1}
          icon={RetryIcon}
          mode="ghost"
          onClick={props.onRetry}
          padding={2}
          text={t('grid.more-retry')}
        />
      </Flex>
    </Card>
  )
}
