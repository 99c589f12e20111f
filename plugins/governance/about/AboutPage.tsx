import {Stack, Text} from '@sanity/ui'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import {version} from '../../../package.json'
import {API_VERSION} from '../../../core/shopify/operations.ts'
import {Panel} from '../../ui/Panel.tsx'
import {PlainTable} from '../../ui/PlainTable.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {Columns, Facts} from '../governanceStyles.ts'
import {ToolButton} from '../../ui/ToolButton.tsx'
import {DocDialog, type DocName} from './DocDialog.tsx'

/** What protects customers, and the page of the documentation that says more. */
const GUARDS: readonly {name: string; doc: DocName}[] = [
  {name: 'read-only', doc: 'snapshots'},
  {name: 'redaction', doc: 'redaction'},
  {name: 'approval', doc: 'policies'},
  {name: 'tenancy', doc: 'tenancy'},
  {name: 'trail', doc: 'trail'},
]

const ENDPOINT = '/api/admin/shopify/customer-sync'

const DOCUMENT_TYPES = [
  'customerSyncRule',
  'shopifyCustomerSnapshot',
  'snapshotRefresh',
  'customerSyncControl',
] as const

/** The commit of the build, where the build knows it. */
function builtCommit(): string | null {
  try {
    // The build replaces this by its value; otherwise a browser has no `process`.
    return process.env.SANITY_STUDIO_COMMIT || null
  } catch {
    return null
  }
}

/** What the customer sync is for, what protects customers, its contracts, and the release. */
export function AboutPage({apiUrl}: {apiUrl: string | undefined}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const [doc, setDoc] = useState<DocName | null>(null)
  const contracts = apiUrl === undefined ? null : `${apiUrl}/api/openapi.json`
  return (
    <Columns>
      <Stack gap={4}>
        <Panel title={t('about.purpose')}>
          <Stack gap={4} padding={4}>
            <Text size={1}>{t('about.purpose-1')}</Text>
            <Text size={1}>{t('about.purpose-2')}</Text>
          </Stack>
        </Panel>
        <Panel description={t('about.guards-note')} title={t('about.guards')}>
          <Stack as="ul" gap={4} padding={4} style={{listStyle: 'none'}}>
            {GUARDS.map(({name, doc: page}) => (
              <Stack as="li" gap={3} key={name}>
                <Text size={1} weight="medium">
                  {t(`about.guard.${name}`)}
                </Text>
                <Text muted size={1}>
                  {t(`about.guard.${name}-note`)}
                </Text>
                <span>
                  <ToolButton
                    onClick={() => setDoc(page)}
                    text={t('about.read', {page: t(`about.doc.${page}`)})}
                  />
                </span>
              </Stack>
            ))}
          </Stack>
        </Panel>
      </Stack>
      <Stack gap={4}>
        <Panel description={t('about.contracts-note')} title={t('about.contracts')}>
          <Stack gap={4} padding={4}>
            <PlainTable aria-label={t('about.contracts')}>
              <tbody>
                <tr>
                  <th scope="row">
                    {contracts === null ? (
                      ENDPOINT
                    ) : (
                      <a href={contracts} rel="noreferrer" target="_blank">
                        {ENDPOINT}
                      </a>
                    )}
                  </th>
                  <td>{t(contracts === null ? 'about.endpoint-untold' : 'about.endpoint')}</td>
                </tr>
                {DOCUMENT_TYPES.map((type) => (
                  <tr key={type}>
                    <th scope="row">{type}</th>
                    <td>{t(`about.type.${type}`)}</td>
                  </tr>
                ))}
              </tbody>
            </PlainTable>
          </Stack>
        </Panel>
        <Panel title={t('about.release')}>
          <Stack padding={4}>
            <Facts>
              <dt>{t('about.version')}</dt>
              <dd>{version}</dd>
              <dt>{t('about.commit')}</dt>
              <dd>{builtCommit() ?? t('about.commit-untold')}</dd>
              <dt>{t('about.shopify-api')}</dt>
              <dd>{API_VERSION}</dd>
            </Facts>
          </Stack>
        </Panel>
      </Stack>
      {doc !== null && <DocDialog name={doc} onClose={() => setDoc(null)} />}
    </Columns>
  )
}
