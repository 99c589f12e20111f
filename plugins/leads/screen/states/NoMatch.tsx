import {SearchIcon} from '@sanity/icons/Search'
import {Button} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {EmptyState} from '../../../ui/EmptyState.tsx'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'

/** A search or a filter that no lead answers to. */
export function NoMatch(props: {query: string; onClear: () => void}) {
  const {query, onClear} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <EmptyState
      actions={
        <Button
          fontSize={1}
          mode="ghost"
          onClick={onClear}
          padding={3}
          text={t('no-match.clear')}
        />
      }
      description={t(query ? 'no-match.description' : 'no-match.filter-description')}
      icon={SearchIcon}
      title={query ? t('no-match.title', {query}) : t('no-match.filter-title')}
    />
  )
}
