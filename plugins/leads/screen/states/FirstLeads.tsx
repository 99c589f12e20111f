import {AddUserIcon} from '@sanity/icons/AddUser'
import {CopyIcon} from '@sanity/icons/Copy'
import {LaunchIcon} from '@sanity/icons/Launch'
import {Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {Code} from '@sanity/ui/code'
import {useTranslation} from 'sanity'
import {EmptyState} from '../../../ui/EmptyState.tsx'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {useCopy} from '../../../ui/useCopy.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {exampleRequest} from './exampleRequest.ts'

/** A site without any lead: where leads come from, and two ways to make the first one arrive. */
export function FirstLeads(props: {apiUrl: string | undefined}) {
  const {document: site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const copy = useCopy()
  const request = exampleRequest(site, props.apiUrl)
  return (
    <EmptyState
      actions={
        URL.canParse(site.publicUrl) && (
          <Button
            as="a"
            fontSize={1}
            href={site.publicUrl}
            icon={LaunchIcon}
            padding={3}
            rel="noopener noreferrer"
            target="_blank"
            text={t('empty.open-site', {host: new URL(site.publicUrl).host})}
          />
        )
      }
      description={t('empty.description')}
      icon={AddUserIcon}
      title={t('empty.title')}
    >
      <Card border radius={3}>
        <Flex align="center" gap={3} padding={3}>
          <Stack flex={1} gap={3}>
            <Text as="h3" size={1} weight="medium">
              {t('empty.open-endpoint')}
            </Text>
            <Text muted size={1}>
              {t('empty.endpoint-description')}
            </Text>
          </Stack>
          <Button
            aria-label={t('empty.copy')}
            fontSize={1}
            icon={CopyIcon}
            mode="bleed"
            onClick={() => copy(request, t('empty.copied'))}
            padding={2}
          />
        </Flex>
        <Card borderTop overflow="auto" padding={3} tabIndex={0} tone="transparent">
          <Code size={1}>{request}</Code>
        </Card>
      </Card>
    </EmptyState>
  )
}
