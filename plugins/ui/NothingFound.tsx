import {SearchIcon} from '@sanity/icons/Search'
import {Button} from '@sanity/ui'
import {EmptyState} from './EmptyState.tsx'

/** What a {@link NothingFound} says. */
export interface NothingFoundProps {
  title: string
  description: string
  clearText: string
  onClear: () => void
}

/** Shown while a search or a filter finds nothing, although there is something. */
export function NothingFound({title, description, clearText, onClear}: NothingFoundProps) {
  return (
    <EmptyState
      actions={<Button fontSize={1} mode="ghost" onClick={onClear} padding={3} text={clearText} />}
      description={description}
      icon={SearchIcon}
      title={title}
    />
  )
}
