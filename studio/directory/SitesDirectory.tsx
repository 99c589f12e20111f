import {SearchIcon} from '@sanity/icons/Search'
import {Box, Button, Card, Container, Flex, Stack, Text} from '@sanity/ui'
import {useDeferredValue, useMemo, useState} from 'react'
import {useTranslation} from 'sanity'
import {EmptyState} from '../../plugins/ui/EmptyState.tsx'
import {PlainTable} from '../../plugins/ui/PlainTable.ts'
import {SearchInput} from '../../plugins/ui/SearchInput.tsx'
import {ToolHeading} from '../../plugins/ui/ToolHeading.tsx'
import {SiteStatusMark} from '../layout/createNavbar.tsx'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'
import type {SiteEntry} from '../registry/loadRegistry.ts'
import {findSites} from './findSites.ts'

/** More are found by typing than by reading on. */
const MAX_SHOWN = 200

/** All sites that are open to the user, found by typing. Opening one loads the page anew. */
export default function SitesDirectory({entries}: {entries: readonly SiteEntry[]}) {
  const {t} = useTranslation(studioLocaleNamespace)
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text)
  const found = useMemo(() => findSites(entries, wanted), [entries, wanted])
  const shown = found.slice(0, MAX_SHOWN)
  return (
    <Card height="fill" overflow="auto" style={{position: 'relative'}}>
      <Container padding={4} width={2}>
        <Stack gap={4}>
          <ToolHeading title={t('directory.title')} />
          <Text muted size={1}>
            {t('directory.why', {count: entries.length})}
          </Text>
          <SearchInput
            label={t('directory.search')}
            onChange={setText}
            placeholder={t('directory.search')}
            value={text}
          />
          {shown.length === 0 ? (
            <Box paddingY={5}>
              <EmptyState
                actions={
                  <Button mode="ghost" onClick={() => setText('')} text={t('directory.clear')} />
                }
                description={t('directory.no-match.next')}
                icon={SearchIcon}
                title={t('directory.no-match.title')}
              />
            </Box>
          ) : (
            <PlainTable>
              <thead>
                <tr>
                  <th scope="col">{t('directory.site')}</th>
                  <th scope="col">{t('directory.key')}</th>
                  <th scope="col">{t('directory.status')}</th>
                </tr>
              </thead>
              <tbody>
                {shown.map(({key, title, status}) => (
                  <tr key={key}>
                    <th scope="row">
                      <a href={`/${key}`}>{title}</a>
                    </th>
                    <td>{key}</td>
                    <td>
                      <Flex>
                        <SiteStatusMark status={status} />
                      </Flex>
                    </td>
                  </tr>
                ))}
              </tbody>
            </PlainTable>
          )}
          <Text aria-live="polite" as="p" muted size={1}>
            {found.length > shown.length
              ? t('directory.more', {shown: shown.length, count: found.length})
              : t('directory.found', {count: found.length})}
          </Text>
        </Stack>
      </Container>
    </Card>
  )
}
