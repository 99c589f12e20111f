import {QueryClient, QueryClientProvider} from '@tanstack/react-query'
import {lazy, Suspense, useState} from 'react'
import {useTranslation, type Tool} from 'sanity'
import {useRouter} from 'sanity/router'
import {ApiUrlContext} from '../leads/bulk/export/apiUrlContext.ts'
import {LoadingState} from '../ui/LoadingState.tsx'
import {useSiteContext} from '../ui/siteContext.tsx'
import {ListsScreen} from './list/ListsScreen.tsx'
import {listsLocaleNamespace} from './listsLocale.ts'
import {HISTORY_PAGE, IMPORT_PAGE, type ListsToolOptions} from './listsTool.ts'

const ImportRoute = lazy(() => import('./import/ImportRoute.tsx'))

function newQueryClient(): QueryClient {
  // The change stream triggers refetches; focus and reconnecting do not.
  return new QueryClient({
    defaultOptions: {queries: {refetchOnReconnect: false, refetchOnWindowFocus: false}},
  })
}

/** The tool's component. Leaving the tool drops its cache. */
export default function ListsTool(props: {tool: Tool<ListsToolOptions>}) {
  const {site} = useSiteContext()
  const {t} = useTranslation(listsLocaleNamespace)
  const {state} = useRouter()
  const [queryClient] = useState(newQueryClient)
  const isImport = state.page === IMPORT_PAGE || state.page === HISTORY_PAGE
  return (
    <QueryClientProvider client={queryClient}>
      {isImport ? (
        <Suspense fallback={<LoadingState label={t('import.loading')} />}>
          <ImportRoute key={site} />
        </Suspense>
      ) : (
        <ApiUrlContext value={props.tool.options?.apiUrl}>
          <ListsScreen key={site} />
        </ApiUrlContext>
      )}
    </QueryClientProvider>
  )
}
