import {Stack, Text} from '@sanity/ui'

/** What a {@link Progress} shows. */
export interface ProgressProps {
  label: string
  /** How far it is, in words. */
  said: string
  done: number
  /** 0 while it is not known. */
  total: number
}

/** How far something is. */
export function Progress(props: ProgressProps) {
  const {label, said, done, total} = props
  return (
    <Stack gap={3}>
      <Text aria-live="polite" size={1}>
        {said}
      </Text>
      <progress
        aria-label={label}
        aria-valuetext={said}
        max={Math.max(1, total)}
        style={{accentColor: 'var(--card-focus-ring-color)', height: 6, width: '100%'}}
        {...(total > 0 ? {value: Math.min(done, total)} : {})}
      />
    </Stack>
  )
}
