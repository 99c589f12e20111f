import {LinkIcon} from '@sanity/icons/Link'
import {Button} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {EmptyState} from '../../../ui/EmptyState.tsx'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'

/** A link whose filter belongs to somebody else. */
export function UnknownFilter(props: {onClear: () => void}) {
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <EmptyState
      actions={
        <Button
          fontSize={1}
          mode="ghost"
          onClick={props.onClear}
          padding={3}
          text={t('unknown-filter.clear')}
        />
      }
      description={t('unknown-filter.description')}
      icon={LinkIcon}
      title={t('unknown-filter.title')}
    />
  )
}
