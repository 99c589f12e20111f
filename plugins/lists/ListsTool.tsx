import {QueryClient, QueryClientProvider} from '@tanstack/react-query'
import {Suspense, useState} from 'react'
import {useTranslation} from 'sanity'
import {useRouter} from 'sanity/router'
import {LoadingState} from '../ui/LoadingState.tsx'
import {useSiteContext} from '../ui/siteContext.tsx'
import {importWizard} from './import/wizard.ts'
import {ListsScreen} from './list/ListsScreen.tsx'
import {listsLocaleNamespace} from './listsLocale.ts'
import {IMPORT_PAGE} from './listsTool.ts'

function newQueryClient(): QueryClient {
  // The change stream triggers refetches; focus and reconnecting do not.
  return new QueryClient({
    defaultOptions: {queries: {refetchOnReconnect: false, refetchOnWindowFocus: false}},
  })
}

/** The tool's component. Leaving the tool drops its cache. */
export default function ListsTool() {
  const {site} = useSiteContext()
  const {t} = useTranslation(listsLocaleNamespace)
  const {state} = useRouter()
  const [queryClient] = useState(newQueryClient)
  const ImportWizard = state.page === IMPORT_PAGE ? importWizard.Page : null
  return (
    <QueryClientProvider client={queryClient}>
      {ImportWizard ? (
        <Suspense fallback={<LoadingState label={t('import.loading')} />}>
          <ImportWizard key={site} />
        </Suspense>
      ) : (
        <ListsScreen key={site} />
      )}
    </QueryClientProvider>
  )
}
