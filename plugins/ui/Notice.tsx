import {Card, Text} from '@sanity/ui'

/** What a {@link Notice} says. */
export interface NoticeProps {
  text: string
  tone: 'caution' | 'critical'
  role?: 'alert'
}

/** A text that needs attention. */
export function Notice(props: NoticeProps) {
  const {text, tone, role} = props
  return (
    <Card border padding={3} radius={2} role={role} tone={tone}>
      <Text size={1} style={{overflowWrap: 'anywhere'}}>
        {text}
      </Text>
    </Card>
  )
}

/** Why something failed; nothing where `reason` is `null`. */
export function FailureNotice({reason}: {reason: string | null}) {
  return reason === null ? null : <Notice role="alert" text={reason} tone="critical" />
}
