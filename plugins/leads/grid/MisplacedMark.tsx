import {EyeClosedIcon} from '@sanity/icons/EyeClosed'
import {SortIcon} from '@sanity/icons/Sort'
import type {Misplaced} from '../data/leadPages.ts'
import {useGridLabels} from '../columns/columnLabels.ts'
import {Hidden} from '../../ui/Hidden.ts'

/** Marks a row that the view would not have, or have elsewhere, after a refresh. */
export function MisplacedMark(props: {why: Misplaced}) {
  const labels = useGridLabels()
  const text = labels.misplaced[props.why]
  const Icon = props.why === 'filter' ? EyeClosedIcon : SortIcon
  return (
    <span style={{marginRight: 4, verticalAlign: 'middle'}} title={text}>
      <Icon aria-hidden="true" style={{fontSize: 17, verticalAlign: 'middle'}} />
      <Hidden>{text}</Hidden>
    </span>
  )
}
