import {SearchIcon} from '@sanity/icons/Search'
import {Button} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {EmptyState} from '../../ui/EmptyState.tsx'
import {leadsLocaleNamespace} from '../leadsLocale.ts'

/** A search that no lead answers to. */
export function NoMatch(props: {query: string; onClear: () => void}) {
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <EmptyState
      actions={
        <Button
          fontSize={1}
          mode="ghost"
          onClick={props.onClear}
          padding={3}
          text={t('no-match.clear')}
        />
      }
      description={t('no-match.description')}
      icon={SearchIcon}
      title={t('no-match.title', {query: props.query})}
    />
  )
}
