import {TextInput} from '@sanity/ui'
import type {ComponentProps} from 'react'
import {styled} from 'styled-components'

/** Chromium pads the parts of a date, which makes its field higher than the fields beside it. */
const Frame = styled.div`
  input::-webkit-datetime-edit-fields-wrapper {
    padding-block: 0;
  }
`

/** A field for a day of the calendar, as high as one for a text. */
export function DayInput(props: Omit<ComponentProps<typeof TextInput>, 'type'>) {
  return (
    <Frame>
      <TextInput fontSize={1} {...props} type="date" />
    </Frame>
  )
}
