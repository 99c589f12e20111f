import {useState} from 'react'
import {useRouter} from 'sanity/router'
import {HISTORY_PAGE} from '../listsTool.ts'
import {ImportHistory} from './history/ImportHistory.tsx'
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

function NewImportPage() {
  const [parser] = useState(startWorkerParser)
  return <ImportWizard parser={parser} />
}
