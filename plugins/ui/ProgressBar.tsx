/** How far something is. */
export interface ProgressBarProps {
  label: string
  /** Says in words how far it is. */
  text: string
  done: number
  /** 0 while it is not known. */
  total: number
}

/** A bar that shows how far something is. */
export function ProgressBar({label, text, done, total}: ProgressBarProps) {
  return (
    <progress
      aria-label={label}
      aria-valuetext={text}
      max={Math.max(1, total)}
      style={{accentColor: 'var(--card-focus-ring-color)', height: 6, width: '100%'}}
      {...(total > 0 ? {value: Math.min(done, total)} : {})}
    />
  )
}
