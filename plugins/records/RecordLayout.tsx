import {Button, Card, Container, Flex, Stack, Text} from '@sanity/ui'
import {useToast} from '@sanity/ui/toast'
import {useState} from 'react'
import {
  getPublishedId,
  useClient,
  useEditState,
  useSchema,
  useTranslation,
  type DocumentLayoutProps,
} from 'sanity'
import {parseIdOfKind} from '../../core/tenancy/documentId.ts'
import {useBulkGrants} from '../leads/bulk/useBulkGrants.ts'
import {useLeadRemoval} from '../leads/bulk/useLeadRemoval.ts'
import {useErrorReason} from '../ui/useProblemText.ts'
import {useOptionalSite} from '../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../ui/studioApiVersion.ts'
import {useOpenLeads} from './openTool.ts'
import {recordProblem, type RecordProblem} from './recordProblem.ts'
import {recordsLocaleNamespace} from './recordsLocale.ts'

/**
 * The pane of a document. It shows a notice instead where the Studio's own pane could write a record
 * without a decision of core: the Studio offers to restore a deleted document and to publish a draft, and
 * a link can open a document in the form of another type.
 */
export function RecordLayout(props: DocumentLayoutProps) {
  const {documentId, documentType} = props
  const schema = useSchema()
  const id = getPublishedId(documentId)
  const problem = recordProblem(id, documentType, null)
  if (problem) return <RecordNotice id={id} problem={problem} />
  const isRecord = schema.get(documentType)?.readOnly === true
  return isRecord ? <ReadOnlyLayout {...props} /> : props.renderDefault(props)
}

function ReadOnlyLayout(props: DocumentLayoutProps) {
  const {documentId, documentType} = props
  const id = getPublishedId(documentId)
  const {ready, draft, published} = useEditState(id, documentType)
  const state = {isReady: ready, hasPublished: published !== null, hasDraft: draft !== null}
  const problem = recordProblem(id, documentType, state)
  return problem ? <RecordNotice id={id} problem={problem} /> : props.renderDefault(props)
}

/** Replaces the form of a record that must not be shown. */
function RecordNotice(props: {id: string; problem: RecordProblem}) {
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

/** Restores a deleted lead, with the same decision as the Leads tool, or opens the list of changes. */
function LeadRestoration(props: {id: string; site: string}) {
  const errorReason = useErrorReason()
  const {id, site} = props
  const {t} = useTranslation(recordsLocaleNamespace)
  const toast = useToast()
  const {restore} = useLeadRemoval(useClient({apiVersion: STUDIO_API_VERSION}))
  const {mayChange} = useBulkGrants(site)
  const showRecent = useOpenLeads(site, {kind: 'change', id: null})
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
