import {useTranslation} from 'sanity'
import {leadsLocaleNamespace} from '../leadsLocale.ts'
import {Hidden, TagChip} from './gridStyles.ts'

/** How many tags a cell shows by name. */
const SHOWN = 2

/** A lead's tags: the first by name, the rest as a number that says on hover which they are. */
export function TagCell(props: {tags: readonly string[]; total: number}) {
  const {tags, total} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const rest = Math.max(total, tags.length) - Math.min(tags.length, SHOWN)
  return (
    <>
      {tags.slice(0, SHOWN).map((tag) => (
        <TagChip key={tag} title={tag}>
          {tag}
        </TagChip>
      ))}
      {rest > 0 && (
        <span title={tags.slice(SHOWN).join(', ')}>
          <span aria-hidden="true">+{rest}</span>
          <Hidden>{t('grid.more-tags', {count: rest})}</Hidden>
        </span>
      )}
    </>
  )
}
