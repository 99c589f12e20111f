import {ProgressBar} from '../ui/ProgressBar.tsx'
import {Stack, Text} from '@sanity/ui'

/** A progress bar with a line of text. */
export function Progress(props: {
  label: string
  text: string
  done: number
  /** 0 while it is not known. */
  total: number
}) {
  const {label, text, done, total} = props
  return (
    <Stack gap={3}>
      <Text aria-live="polite" size={1}>
        {text}
      </Text>
      <ProgressBar done={done} label={label} text={text} total={total} />
    </Stack>
  )
}
