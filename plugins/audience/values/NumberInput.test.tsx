// @vitest-environment jsdom
import {fireEvent, screen} from '@testing-library/react'
import {useState} from 'react'
import {expect, test} from 'vitest'
import {memoryStore} from '../../ui/testing/memoryStore.ts'
import {renderInStudio} from '../testing/audienceStudio.tsx'
import {NumberInput, RangeRow, type EditorProps} from './NumberInput.tsx'
import {DateInput} from './PeriodEditor.tsx'

/** A range that keeps what is made of it. */
function Kept(props: {editor: typeof DateInput; initial: unknown; seen: unknown[]}) {
  const {editor, initial, seen} = props
  const [value, setValue] = useState(initial)
  const shared: EditorProps = {
    label: 'Range',
    value,
    isReadOnly: false,
    isInvalid: false,
    describedBy: undefined,
    onChange: (next) => {
      seen.push(next)
      setValue(next)
    },
  }
  return <RangeRow {...shared} editor={editor} labels={['From', 'To']} size="small" />
}

test.each([
  {kind: 'numbers', editor: NumberInput, initial: undefined, typed: ['5', '7'], kept: [5, 7]},
  {
    kind: 'days',
    editor: DateInput,
    initial: 'no pair',
    typed: ['2026-01-02', '2026-02-03'],
    kept: ['2026-01-02', '2026-02-03'],
  },
])('a range of $kind is a pair; an empty end is null', async ({editor, initial, typed, kept}) => {
  const seen: unknown[] = []
  await renderInStudio(memoryStore([]), <Kept editor={editor} initial={initial} seen={seen} />)
  const to = await screen.findByLabelText('To')
  fireEvent.change(to, {target: {value: typed[1]}})
  fireEvent.change(screen.getByLabelText('From'), {target: {value: typed[0]}})
  fireEvent.change(to, {target: {value: ''}})
  expect(seen).toEqual([[null, kept[1]], kept, [kept[0], null]])
})
