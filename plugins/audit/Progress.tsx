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
      <progress
        aria-label={label}
        aria-valuetext={text}
        max={Math.max(1, total)}
        style={{accentColor: 'var(--card-focus-ring-color)', height: 6, width: '100%'}}
        {...(total > 0 ? {value: Math.min(done, total)} : {})}
      />
    </Stack>
  )
}
