import {Box, Button, Card, Flex} from '@sanity/ui'
import type {ReactNode} from 'react'
import {useTranslation} from 'sanity'
import {useRouter} from 'sanity/router'
import {ToolHeading} from '../ui/ToolHeading.tsx'
import {governanceLocaleNamespace} from './governanceLocale.ts'

/** What a {@link SyncHeading} shows. */
export interface SyncHeadingProps {
  title: string
  /** Names of the tool’s pages; the first is the one without a name in the address. */
  views: readonly string[]
  view: string
  aside?: ReactNode
}

/** The line over a tool: what it is called, and its pages. */
export function SyncHeading(props: SyncHeadingProps) {
  const {title, views, view, aside} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const {navigate} = useRouter()
  return (
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
  )
}
