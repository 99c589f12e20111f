import {ErrorOutlineIcon} from '@sanity/icons/ErrorOutline'
import {RetryIcon} from '@sanity/icons/Retry'
import {Button, Card, Container, Flex, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {uiLocaleNamespace} from './uiLocale.ts'

/** What an {@link ErrorState} shows. */
export interface ErrorStateProps {
  /** What could not be done, such as "The leads could not be loaded". */
  title: string
  /** Why, in words a person can act on; see `errorReason`. */
  reason: string
  /** Tries again; left out where trying again cannot help, such as a missing permission. */
  onRetry?: () => void
  /** What trying again means here, where it is not simply that. */
  retryText?: string
  /** `caution` for what the person may not see rather than what broke. */
  tone?: 'critical' | 'caution'
}

/** Says that something failed, why, and offers to try again. Announced to screen readers. */
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
