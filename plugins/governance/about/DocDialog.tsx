import {Text} from '@sanity/ui'
import {useQuery} from '@tanstack/react-query'
import {useTranslation} from 'sanity'
import {DialogFrame} from '../../ui/DialogFrame.tsx'
import {Unanswered} from '../../ui/Panel.tsx'
import {governanceLocaleNamespace} from '../governanceLocale.ts'

/** Pages of the documentation that the tools show, loaded when somebody opens one. */
const DOCS = {
  redaction: () => import('../../../docs/redaction.md?raw'),
  tenancy: () => import('../../../docs/decisions/0002-ids-carry-the-tenant.md?raw'),
  trail: () => import('../../../docs/decisions/0010-what-the-audit-trail-tells.md?raw'),
  snapshots: () => import('../../../docs/decisions/0016-customer-snapshots.md?raw'),
  policies: () => import('../../../docs/decisions/0017-policies-over-sites.md?raw'),
} as const

/** Name of a page of the documentation. */
export type DocName = keyof typeof DOCS

/** A page of the documentation, as plain text. */
export function DocDialog({name, onClose}: {name: DocName; onClose: () => void}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const query = useQuery({
    queryKey: ['leads', 'docs', name],
    queryFn: async () => (await DOCS[name]()).default,
    staleTime: Infinity,
  })
  return (
    <DialogFrame footer={null} onClose={onClose} title={t(`about.doc.${name}`)} width={2}>
      {query.data === undefined ? (
        <Unanswered failed={t('about.doc-failed')} label={t('about.doc-loading')} query={query} />
      ) : (
        <Text size={1} style={{whiteSpace: 'pre-wrap'}}>
          {query.data}
        </Text>
      )}
    </DialogFrame>
  )
}
