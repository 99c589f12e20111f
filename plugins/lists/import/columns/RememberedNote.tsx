import {Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {useDateTimeFormat, useTranslation} from 'sanity'
import type {RememberedMapping} from '../../../../core/imports/rememberedMapping.ts'
import {siteTimeZone} from '../../../../core/time/localDate.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {useUserName} from '../../../ui/users/UserName.tsx'
import {importLocaleNamespace} from '../importLocale.ts'

/** What {@link RememberedNote} shows. */
export interface RememberedNoteProps {
  remembered: RememberedMapping
  /** Guesses the columns of this file instead. */
  onGuess: () => void
  /** Forgets the mapping for everybody, and guesses. */
  onForget: () => void
}

/** Says that the columns of a file are proposed as somebody used them before. */
export function RememberedNote({remembered, onGuess, onForget}: RememberedNoteProps) {
  const {document: site} = useSiteContext()
  const {t} = useTranslation(importLocaleNamespace)
  const user = useUserName(remembered.by)
  const format = useDateTimeFormat({dateStyle: 'medium', timeZone: siteTimeZone(site)})
  const moment = Date.parse(remembered.at)
  const at = Number.isNaN(moment) ? '' : format.format(new Date(moment))
  return (
    <Card padding={3} radius={2} tone="primary">
      <Flex align="center" gap={3} wrap="wrap">
        <Stack flex={1}>
          <Text as="output" size={1}>
            {t('remembered.note', {user, at})}
          </Text>
        </Stack>
        <Button
          fontSize={1}
          mode="bleed"
          onClick={onGuess}
          padding={2}
          text={t('remembered.guess')}
        />
        <Button
          fontSize={1}
          mode="bleed"
          onClick={onForget}
          padding={2}
          text={t('remembered.forget')}
        />
      </Flex>
    </Card>
  )
}
