import {Box, Dialog, Text} from '@sanity/ui'
import {useQuery} from '@tanstack/react-query'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {ErrorState} from '../../ui/ErrorState.tsx'
import {errorReason} from '../../ui/errorReason.ts'
import {LoadingState} from '../../ui/LoadingState.tsx'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {DOCS, type DocName} from './docs.ts'

/** A page of the documentation, as it is written. */
export function DocDialog({name, onClose}: {name: DocName; onClose: () => void}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const id = useId()
  const {data, error, refetch} = useQuery({
    queryKey: ['leads', 'docs', name],
    queryFn: async () => (await DOCS[name]()).default,
    staleTime: Infinity,
  })
  return (
    <Dialog header={t(`about.doc.${name}`)} id={id} onClose={onClose} width={2}>
      <Box padding={4}>
        {data !== undefined && (
          <Text size={1} style={{whiteSpace: 'pre-wrap'}}>
            {data}
          </Text>
        )}
        {data === undefined && !error && <LoadingState label={t('about.doc-loading')} />}
        {data === undefined && error && (
          <ErrorState
            onRetry={() => void refetch()}
            reason={errorReason(error).reason}
            title={t('about.doc-failed')}
          />
        )}
      </Box>
    </Dialog>
  )
}
