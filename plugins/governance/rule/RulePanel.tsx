import type {SanityClient} from '@sanity/client'
import {Box} from '@sanity/ui'
import {useMemo, useState} from 'react'
import {useTranslation} from 'sanity'
import {ruleId} from '../../../core/shopify/ruleChange.ts'
import {siteTimeZone} from '../../../core/time/localDate.ts'
import {Panel} from '../../ui/Panel.tsx'
import {useStoredGrant} from '../../ui/useDocumentGrant.ts'
import type {SyncRow} from '../data/siteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {RuleForm} from './RuleForm.tsx'

/** A site's rule. What somebody else saves replaces it, unless there are changes that are not saved. */
export function RulePanel(props: {
  client: SanityClient
  row: SyncRow
  /** Whether superadmins use it, in the network's workspace. */
  byNetwork: boolean
}) {
  const {client, row, byNetwork} = props
  const {rule, site, key} = row
  const {t} = useTranslation(governanceLocaleNamespace)
  const [edited, setEdited] = useState({rule, start: 0})
  const [isChanged, setChanged] = useState(false)
  const document = useMemo(
    () => ({...rule, _id: ruleId(key), _type: 'customerSyncRule', site: key}),
    [key, rule],
  )
  const grant = useStoredGrant(rule ? 'update' : 'create', document)
  const isOther = edited.rule?._rev !== rule?._rev
  if (isOther && !isChanged) setEdited({rule, start: edited.start + 1})
  const readOnlyReason = () => {
    if (grant !== 'denied') return null
    if (rule === null) return t('rule.read-only.none')
    return t(rule['tenantMayEdit'] === true ? 'rule.read-only.role' : 'rule.read-only.network')
  }
  return (
    <Panel description={t('rule.description')} title={t('rule.title')}>
      <Box padding={4}>
        <RuleForm
          byNetwork={byNetwork}
          client={client}
          isOutdated={isOther && isChanged}
          key={edited.start}
          onChanged={setChanged}
          onReset={() => {
            setChanged(false)
            setEdited({rule, start: edited.start + 1})
          }}
          readOnlyReason={readOnlyReason()}
          rule={edited.rule}
          site={key}
          timeZone={siteTimeZone(site)}
        />
      </Box>
    </Panel>
  )
}
