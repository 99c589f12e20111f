import type {GridLabels} from '../view/gridLabels.ts'
import {Hidden} from '../../ui/Hidden.ts'
import {TagChip, TagRow} from '../../ui/tagStyles.ts'

/** How many tags a cell shows by name. */
const SHOWN = 2

/** What a {@link TagCell} shows. */
export interface TagCellProps {
  /** The first few tags. */
  tags: readonly string[]
  /** How many there are in all. */
  total: number
  labels: GridLabels
}

/** A lead's tags: the first by name, the rest as a number that says on hover which they are. */
export function TagCell(props: TagCellProps) {
  const {tags, total, labels} = props
  const rest = Math.max(total, tags.length) - Math.min(tags.length, SHOWN)
  return (
    <TagRow>
      {tags.slice(0, SHOWN).map((tag) => (
        <TagChip key={tag} title={tag}>
          {tag}
        </TagChip>
      ))}
      {rest > 0 && (
        <span style={{flex: 'none'}} title={tags.slice(SHOWN).join(', ')}>
          <span aria-hidden="true">+{rest}</span>
          <Hidden>{labels.moreTags(rest)}</Hidden>
        </span>
      )}
    </TagRow>
  )
}
