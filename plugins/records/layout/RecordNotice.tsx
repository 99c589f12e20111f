import {Button, Card, Container, Flex, Stack, Text} from '@sanity/ui'
import {useToast} from '@sanity/ui/toast'
import {useState} from 'react'
import {useClient, useTranslation} from 'sanity'
import {parseIdOfKind} from '../../../core/tenancy/documentId.ts'
import {useBulkGrants} from '../../leads/bulk/useBulkGrants.ts'
import {useLeadRemoval} from '../../leads/bulk/useLeadRemoval.ts'
import {errorReason} from '../../ui/errorReason.ts'
import {useOptionalSite} from '../../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {recordsLocaleNamespace} from '../recordsLocale.ts'
import {useWayToLeads} from '../useWayToLeads.ts'
import type {RecordProblem} from './recordProblem.ts'

/** Restores a deleted lead by the decision that the Leads tool uses, or leads to the list. */
function LeadRestoration(props: {id: string; site: string}) {
  const {id, site} = props
  const {t} = useTranslation(recordsLocaleNamespace)
  const toast = useToast()
  const {restore} = useLeadRemoval(useClient({apiVersion: STUDIO_API_VERSION}))
  const {mayChange} = useBulkGrants(site)
  const showRecent = useWayToLeads(site, {kind: 'change', id: null})
  const [isRestoring, setRestoring] = useState(false)
  const onRestore = async () => {
    setRestoring(true)
    try {
      await restore(id)
      toast.push({status: 'success', title: t('gone.restored')})
    } catch (error) {
      const description = errorReason(error).reason
      toast.push({closable: true, description, status: 'error', title: t('gone.not-restored')})
    }
    setRestoring(false)
  }
  return (
    <Flex gap={2} wrap="wrap">
      {mayChange && (
        <Button
          disabled={isRestoring}
          fontSize={1}
          loading={isRestoring}
          mode="ghost"
          onClick={() => void onRestore()}
          padding={3}
          text={t('gone.restore')}
        />
      )}
      {showRecent && (
        <Button
          fontSize={1}
          mode="bleed"
          onClick={showRecent}
          padding={3}
          text={t('gone.recent')}
        />
      )}
    </Flex>
  )
}

/** Stands in for the form of a record that must not be shown. */
export function RecordNotice(props: {id: string; problem: RecordProblem}) {
  const {id, problem} = props
  const {t} = useTranslation(recordsLocaleNamespace)
  const site = useOptionalSite()?.site
  const lead = parseIdOfKind(id, 'lead')
  const isLead = problem === 'gone' && site !== undefined && lead?.site === site
  return (
    <Card borderLeft flex={1} height="fill" padding={4}>
      <Container width={1}>
        <Card border padding={4} radius={3} role="alert" tone="caution">
          <Stack gap={4}>
            <Stack gap={3}>
              <Text as="h2" size={1} weight="semibold">
                {t(`${problem}.title`)}
              </Text>
              <Text size={1}>{t(isLead ? 'gone.lead-reason' : `${problem}.reason`)}</Text>
            </Stack>
            {isLead && <LeadRestoration id={id} site={site} />}
          </Stack>
        </Card>
      </Container>
    </Card>
  )
}
