import {use} from 'react'
import {ListTitlesContext} from '../data/listTitles.ts'
import {useGridLabels} from '../view/gridLabels.ts'
import {TagCell} from './TagCell.tsx'

/** The lists that a lead is on, by their titles. */
export function ListsCell(props: {ids: readonly string[]; total: number}) {
  const titles = use(ListTitlesContext)
  const labels = useGridLabels()
  const names = props.ids.map((id) => titles.get(id) ?? '…')
  return <TagCell labels={labels} tags={names} total={props.total} />
}
