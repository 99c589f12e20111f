import {QueryClient, QueryClientProvider} from '@tanstack/react-query'
import {Box, Button, Card, Flex} from '@sanity/ui'
import {useState, type ReactNode} from 'react'
import {useTranslation} from 'sanity'
import {useRouter} from 'sanity/router'
import {ToolHeading} from '../ui/ToolHeading.tsx'
import {governanceLocaleNamespace} from './governanceLocale.ts'
import {Page} from './governanceStyles.ts'

function newQueryClient(): QueryClient {
  // The listener decides what to read again; focus and reconnecting do not.
  return new QueryClient({
    defaultOptions: {queries: {refetchOnReconnect: false, refetchOnWindowFocus: false}},
  })
}

/** Caches what a tool reads, until the tool is left. */
export function SyncQueries({children}: {children: ReactNode}) {
  const [queryClient] = useState(newQueryClient)
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
}

/** The heading of a tool with the buttons of its pages, and the page that is open. */
export function SyncFrame(props: {
  title: string
  /** Names of the tool’s pages; the address of the first has no name. */
  views: readonly string[]
  view: string
  aside?: ReactNode
  /** Between the heading and the page. */
  banner?: ReactNode
  children: ReactNode
}) {
  const {title, views, view, aside, banner, children} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const {navigate} = useRouter()
  return (
    <Flex as="main" direction="column" height="fill" overflow="hidden">
      <Card borderBottom paddingX={4} paddingY={2}>
        <Flex align="center" gap={4} style={{minHeight: 35}} wrap="wrap">
          <ToolHeading title={title} />
          <Box flex={1}>
            <Flex aria-label={t('views.label')} as="nav" gap={1}>
              {views.map((each, index) => (
                <Button
                  aria-current={each === view ? 'page' : undefined}
                  fontSize={1}
                  key={each}
                  mode="bleed"
                  onClick={() => navigate(index === 0 ? {} : {viewName: each})}
                  padding={2}
                  selected={each === view}
                  text={t(`views.${each}`)}
                />
              ))}
            </Flex>
          </Box>
          {aside}
        </Flex>
      </Card>
      {banner}
      <Page>{children}</Page>
    </Flex>
  )
}
