import {AddIcon} from '@sanity/icons/Add'
import {LockIcon} from '@sanity/icons/Lock'
import {ResetIcon} from '@sanity/icons/Reset'
import {Box, Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {useDateTimeFormat, useTranslation} from 'sanity'
import type {PublishedInForm} from '../../core/consent/textVersions.ts'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'

/** What a {@link PublishedTextCard} needs. */
export interface PublishedTextCardProps {
  version: PublishedInForm
  isReadOnly: boolean
  onNewVersion: () => void
  /** Gives the form the published words again. */
  onPutBack: () => void
}

/** A published version of a consent text, which can only be followed by another one. */
export function PublishedTextCard(props: PublishedTextCardProps) {
  const {version, isReadOnly, onNewVersion, onPutBack} = props
  const {words, state} = version
  const {t} = useTranslation(studioLocaleNamespace)
  const day = useDateTimeFormat({dateStyle: 'medium'})
  const from = Date.parse(words.validFrom)
  const name = {id: words.id, version: words.version}
  const meta = [
    words.locale,
    words.purpose && t(`consent.purpose-${words.purpose}`),
    Number.isNaN(from) ? '' : t('consent.valid-from', {date: day.format(new Date(from))}),
  ]
  return (
    <Card as="li" border padding={3} radius={2} tone={state === 'same' ? 'default' : 'caution'}>
      <Stack gap={3}>
        <Flex align="center" gap={2}>
          <Text muted size={1}>
            <LockIcon />
          </Text>
          <Box flex={1}>
            <Text size={1} weight="medium">
              {t('consent.name', name)}
            </Text>
          </Box>
          {!isReadOnly && (
            <Button
              aria-label={t('consent.new-version-of', name)}
              fontSize={1}
              icon={AddIcon}
              mode="ghost"
              onClick={onNewVersion}
              padding={2}
              text={t('consent.new-version')}
            />
          )}
        </Flex>
        <Text size={1} style={{overflowWrap: 'anywhere', whiteSpace: 'pre-wrap'}}>
          {words.text}
        </Text>
        <Text muted size={1}>
          {meta.filter((part) => part !== '').join(' · ')}
        </Text>
        {state !== 'same' && (
          <Flex align="center" gap={3} role="alert" wrap="wrap">
            <Box flex={1}>
              <Text size={1}>{t(`consent.${state}`)}</Text>
            </Box>
            {!isReadOnly && (
              <Button
                fontSize={1}
                icon={ResetIcon}
                mode="ghost"
                onClick={onPutBack}
                padding={2}
                text={t('consent.put-back')}
              />
            )}
          </Flex>
        )}
      </Stack>
    </Card>
  )
}
