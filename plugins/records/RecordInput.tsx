import {LaunchIcon} from '@sanity/icons/Launch'
import {Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {useTranslation, type InputProps} from 'sanity'
import {readProblems} from '../../core/problems/storedProblems.ts'
import {parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import {useProblemText} from '../ui/useProblemText.ts'
import {leadsPlace, type PlacedDocument} from '../leads/view/address/leadsPlace.ts'
import {useOpenCustomerSync, useOpenLeads} from './openTool.ts'
import {recordsLocaleNamespace} from './recordsLocale.ts'

function isPlaced(value: unknown): value is PlacedDocument {
  return (
    typeof value === 'object' && value !== null && '_id' in value && typeof value._id === 'string'
  )
}

function RecordBar(props: {document: PlacedDocument}) {
  const {document} = props
  const {t} = useTranslation(recordsLocaleNamespace)
  const id = parseTenantDocumentId(document._id)
  const openLeads = useOpenLeads(id?.site, leadsPlace(document))
  const openSync = useOpenCustomerSync(document._id)
  const open = openSync ?? openLeads
  const reason = openSync
    ? 'open.sync-title'
    : !open
      ? 'open.machine'
      : id?.kind === 'privacy'
        ? 'open.request-title'
        : 'open.title'
  return (
    <Card border padding={3} radius={2} tone="transparent">
      <Flex align="center" gap={3} justify="space-between" wrap="wrap">
        <Text muted size={1}>
          {t(reason)}
        </Text>
        {open && (
          <Button
            fontSize={1}
            icon={LaunchIcon}
            mode="ghost"
            onClick={open}
            padding={2}
            text={t(openSync ? 'open.sync-label' : 'open.label')}
            tone="primary"
          />
        )}
      </Flex>
    </Card>
  )
}

/**
 * The form of a read-only record with a button that opens its tool; why something was not done as a text,
 * where a record stores codes; any other input unchanged.
 */
export function RecordInput(props: InputProps) {
  const {path, schemaType, value} = props
  const problemText = useProblemText()
  const problems = typeof value === 'string' ? readProblems(value) : null
  if (problems && problems.length > 0) return <Text size={1}>{problemText(...problems)}</Text>
  const input = props.renderDefault(props)
  if (path.length > 0 || schemaType.readOnly !== true || !isPlaced(value)) return input
  return (
    <Stack gap={5}>
      <RecordBar document={value} />
      {input}
    </Stack>
  )
}
