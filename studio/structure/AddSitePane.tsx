import {Button, Card, Container, Stack, Text, TextInput} from '@sanity/ui'
import {type FormEvent, useId, useState} from 'react'
import {useTranslation} from 'sanity'
import {useRouter} from 'sanity/router'
import {isSiteKey, siteDocumentId} from '../../core/tenancy/documentId.ts'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'
import {SITE_TEMPLATE} from './siteTemplate.ts'

/**
 * Asks for the key of a new site and opens its form. The key has to be known before the document
 * exists, because it is part of the document's id.
 */
export function AddSitePane() {
  const {t} = useTranslation(studioLocaleNamespace)
  const router = useRouter()
  const input = useId()
  const [key, setKey] = useState('')
  const valid = isSiteKey(key)

  function open(event: FormEvent) {
    event.preventDefault()
    if (!valid) return
    router.navigateIntent('create', [
      {type: 'site', template: SITE_TEMPLATE, id: siteDocumentId(key)},
      {site: key},
    ])
  }

  return (
    <Container width={0} padding={4}>
      <Card as="form" onSubmit={open}>
        <Stack gap={4}>
          <Stack gap={3}>
            <Text as="label" htmlFor={input} size={1} weight="medium">
              {t('add-site.key-label')}
            </Text>
            <Text muted size={1}>
              {t('add-site.key-description')}
            </Text>
            <TextInput
              id={input}
              value={key}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setKey(event.currentTarget.value.trim())}
              customValidity={key === '' || valid ? undefined : t('add-site.key-invalid')}
            />
          </Stack>
          <Button type="submit" text={t('add-site.open')} tone="primary" disabled={!valid} />
        </Stack>
      </Card>
    </Container>
  )
}
