import {ErrorOutlineIcon} from '@sanity/icons/ErrorOutline'
import {RetryIcon} from '@sanity/icons/Retry'
import {Button, Card, Container, Flex, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {uiLocaleNamespace} from './uiLocale.ts'

/** What an {@link ErrorState} shows. */
export interface ErrorStateProps {
  /** What could not be done, such as "The leads could not be loaded". */
  title: string
  /** Why, and what to do; see `errorReason`. */
  reason: string
  /** Left out where a retry can't help, such as for a missing permission. */
  onRetry?: () => void
  /** Text of the retry button; "Try again" by default. */
  retryText?: string
  /** `caution` for missing permissions. */
  tone?: 'critical' | 'caution'
}

/** Shows what failed and why, with a retry button. Announced to screen readers. */
export function ErrorState(props: ErrorStateProps) {
  const {title, reason, onRetry, retryText, tone = 'critical'} = props
  const {t} = useTranslation(uiLocaleNamespace)
  return (
    <Flex align="center" justify="center" height="fill" padding={4}>
      <Container width={1}>
        <Card border padding={4} radius={3} role="alert" tone={tone}>
          <Flex gap={3}>
            <Text size={1}>
              <ErrorOutlineIcon />
            </Text>
            <Stack flex={1} gap={4}>
              <Stack gap={3}>
                <Text as="h2" size={1} weight="semibold">
                  {title}
                </Text>
                <Text size={1} style={{overflowWrap: 'anywhere'}}>
                  {reason}
                </Text>
              </Stack>
              {onRetry && (
                <Flex>
                  <Button
                    fontSize={1}
                    icon={RetryIcon}
                    mode="ghost"
                    onClick={onRetry}
                    padding={3}
                    text={retryText ?? t('error.retry')}
                  />
                </Flex>
              )}
            </Stack>
          </Flex>
        </Card>
      </Container>
    </Flex>
  )
}
