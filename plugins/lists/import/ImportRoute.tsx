import {useState} from 'react'
import {useTranslation} from 'sanity'
import {useRouter} from 'sanity/router'
import {importId} from '../../../core/imports/importJob.ts'
import {ErrorState} from '../../ui/ErrorState.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {useDocumentGrant} from '../../ui/useDocumentGrant.ts'
import {HISTORY_PAGE} from '../listsTool.ts'
import {ImportHistory} from './history/ImportHistory.tsx'
import {importLocaleNamespace} from './importLocale.ts'
import {ImportWizard} from './ImportWizard.tsx'
import {startWorkerParser} from './parsing/workerParser.ts'
import {ImportPage} from './result/ImportPage.tsx'

/** The pages of imports: the wizard, one import, and all of them. */
export default function ImportRoute() {
  const {state} = useRouter()
  const {page, importId} = state
  if (typeof importId === 'string') return <ImportPage importId={importId} key={importId} />
  return page === HISTORY_PAGE ? <ImportHistory /> : <NewImportPage />
}

/** The wizard, for those who may import. */
function NewImportPage() {
  const {site} = useSiteContext()
  const {t} = useTranslation(importLocaleNamespace)
  const mayImport = useDocumentGrant('create', importId(site, 'new', 'rows')) !== 'denied'
  const [parser] = useState(startWorkerParser)
  if (!mayImport) {
    return <ErrorState reason={t('denied-reason')} title={t('denied')} tone="caution" />
  }
  return <ImportWizard parser={parser} />
}
